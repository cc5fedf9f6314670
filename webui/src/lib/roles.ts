import generated from './roles.gen.json'

const roles = generated as Record<string, string>

/** The front door names roles and nothing else: it does without the lists of words. */
export function roleWord(code: string): string {
  return roles[code] ?? code
}
