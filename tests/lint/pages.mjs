#!/usr/bin/env node
// The form of the pages and of every script: as prettier writes it; the pages by the rules of
// webui/eslint.config.mjs too; tools as webui/package-lock.json pins them. `--write` writes the form.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const WARNINGS = 59 // of what the rules only warn; the number may only fall
const top = resolve(import.meta.dirname, '../..')
const webui = `${top}/webui`
const made = (name) => statSync(`${webui}/${name}`).mtimeMs
const installed = `${webui}/node_modules/.package-lock.json`
if (!existsSync(installed) || made('package-lock.json') > statSync(installed).mtimeMs)
  execFileSync('npm', ['ci', '--silent'], { cwd: webui })

const find = createRequire(`${webui}/package.json`)
const prettier = find('prettier')
const { ESLint } = find('eslint')
const config = await prettier.resolveConfig(`${webui}/package.json`)
const eslint = new ESLint({ cwd: webui })

let passed = 0
let failed = 0
const say = (good, words) => {
  good ? passed++ : failed++
  if (!good) console.log(`not ok ${words}`)
}

const listed = execFileSync('git', ['-C', top, 'ls-files', '-co', '--exclude-standard'])
const names = listed
  .toString()
  .split('\n')
  .filter((name) => /\.(vue|ts|mjs|css)$/.test(name) && existsSync(`${top}/${name}`))
for (const name of names) {
  const text = readFileSync(`${top}/${name}`, 'utf8')
  const form = await prettier.format(text, { ...config, filepath: name })
  if (process.argv.includes('--write')) writeFileSync(`${top}/${name}`, form)
  else say(form === text, `${name}: not in form: run node tests/lint/pages.mjs --write`)
}

let warned = 0
for (const { filePath, messages } of await eslint.lintFiles('.')) {
  for (const { line, severity, message } of messages) {
    if (severity === 1) warned++
    else say(false, `${filePath}:${line}: ${message}`)
  }
}
say(warned <= WARNINGS, `pages: ${warned} warnings, there were ${WARNINGS}: npx eslint shows them`)
if (warned < WARNINGS) console.log(`# pages: ${warned} warnings now: write that down`)
say(names.includes('webui/screens.ts'), 'pages: did not find the pages')

const page = (script, template) =>
  `<script setup lang="ts">\n${script}\n</script>\n\n<template>\n${template}\n</template>\n`
const PLANTED = {
  'lib sees the kit': ['src/lib/a.ts', "export { default } from '@/kit/Tag.vue'\n"],
  'the kit sees a part': ['src/kit/A.vue', page("import '@/parts/a/b'", '<p>a</p>')],
  'a part sees a screen': ['src/parts/a/A.vue', page("import '@/screens/a/b'", '<p>a</p>')],
  'a screen sees another': ['src/screens/a/A.vue', page("import '@/screens/b/c'", '<p>a</p>')],
  'out of a folder': ['src/screens/a/A.vue', page("import '../b/c'", '<p>a</p>')],
  'two steps in a press': ['src/kit/A.vue', page('', '<b @click="f(); g()">a</b>')],
  'a press that asks': ['src/kit/A.vue', page('', '<b @click="() => { f() }">a</b>')],
  'a question within one': ['src/kit/A.vue', page('', '<b>{{ a ? 1 : b ? 2 : 3 }}</b>')],
  'the same in a script': ['src/lib/a.ts', 'export const a = (b: 1) => (b ? 1 : b ? 2 : 3)\n'],
  'a type that is none': ['src/lib/a.ts', 'export const a = 1 as never\n'],
  'a call of its own': ['src/lib/a.ts', "export { post } from './api'\n"],
  'a call on a page': ['src/screens/a/A.vue', page("import { get } from '@/lib/api'", '<p>a</p>')],
  'too deep': ['src/kit/A.vue', page('', '<p>'.repeat(10) + '</p>'.repeat(10))],
}
for (const [name, [filePath, text]] of Object.entries(PLANTED)) {
  const [{ messages }] = await eslint.lintText(text, { filePath: `${webui}/${filePath}` })
  say(messages.length > 0, `planted: ${name} was not caught`)
}
say((await prettier.format('a;', { ...config, filepath: 'a.ts' })) === 'a\n', 'planted: a form')
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
