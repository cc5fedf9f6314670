// Starts and stops a hall and a hub for a story: own directory, own ports, stopped by pid.
import { spawn, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  openSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import net from 'node:net'
import { Client, check, equal } from './client.mjs'
import { copyHomes } from './prepared.mjs'

const top = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const binary = resolve(process.env.MINIHALL_BIN ?? join(top, 'build/minihall'))

export function freePort() {
  return new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

/** Of every account of nodes that are no samples. */
export const REAL_PASSWORD = 'Xinjiang-River-1987'

// No story waits for a program longer than this, whatever went wrong with it.
const PATIENCE_MS = 240_000

// A Tuesday morning, a working day: what the clock on the wall says must not decide how a story
// ends.
const MORNING = '2026-11-24T09:00:00+08:00'

export class Nodes {
  /** Directory, ports and clock; no node yet. */
  static async prepare(settings) {
    const nodes = new Nodes()
    nodes.run = mkdtempSync(join(tmpdir(), 'minihall-story-'))
    nodes.hallPort = await freePort()
    nodes.hubPort = await freePort()
    nodes.env = {
      ...process.env,
      MINIHALL_BIN: binary,
      MINIHALL_RUN: join(nodes.run, 'run'),
      HALL_PORT: nodes.hallPort,
      HUB_PORT: nodes.hubPort,
      SEAL_AGE_MS: '500',
      CONTACT_MS: '700',
      MINIHALL_CLOCK_OFFSET_MS: String(Date.parse(MORNING) - Date.now()),
      ...settings,
    }
    nodes.origin = Number(nodes.env.MINIHALL_CLOCK_OFFSET_MS)
    nodes.hall = join(nodes.run, 'run/hall')
    nodes.hub = join(nodes.run, 'run/hub')
    nodes.children = {}
    return nodes
  }

  static async make(settings = {}) {
    const nodes = await Nodes.prepare(settings)
    copyHomes(binary, nodes.env, join(nodes.run, 'run'))
    return nodes
  }

  /** A county and one of its halls that are no samples, made by the commands that a technician types. Accounts: county, director, clerk,
   * approver, issuer; each one's password is REAL_PASSWORD. Windows: 1 general, 2 that issues. The county has published nothing. */
  static async real(settings = {}) {
    const nodes = await Nodes.prepare(settings)
    const { hall, hub, run } = nodes
    const say = (words, input) => {
      const told = spawnSync(binary, words, { env: nodes.env, encoding: 'utf8', input })
      if (told.status !== 0)
        throw new Error(`${words.join(' ')}: ${told.status} ${told.stdout}${told.stderr}`)
      return told.stdout
    }
    const common = ['--seal-age-ms', nodes.env.SEAL_AGE_MS, '--contact-ms', nodes.env.CONTACT_MS]
    const staff = (home, name, login, roles) =>
      say(
        ['staff', '--home', home, '--name', name, '--login', login, '--roles', roles],
        `${REAL_PASSWORD}\n`,
      )
    say([
      'init',
      '--home',
      hub,
      '--role',
      'hub',
      '--site',
      '361124000',
      '--port',
      String(nodes.hubPort),
      ...common,
    ])
    say([
      'init',
      '--home',
      hall,
      '--role',
      'hall',
      '--site',
      '361124101',
      '--port',
      String(nodes.hallPort),
      ...common,
    ])
    staff(hub, '彭县长', 'county', 'county_admin')
    for (const [name, login, roles] of [
      ['徐主任', 'director', 'director'],
      ['洪窗口', 'clerk', 'clerk'],
      ['汪审批', 'approver', 'approver'],
      ['祝出件', 'issuer', 'issuer'],
    ])
      staff(hall, name, login, roles)
    say(['window', '--home', hall, '--no', '1', '--zone', 'general'])
    say(['window', '--home', hall, '--no', '2', '--zone', 'issue'])
    writeFileSync(join(run, 'hub.card'), say(['card', '--home', hub, '--url', nodes.hubUrl]))
    writeFileSync(join(run, 'hall.card'), say(['card', '--home', hall]))
    say(['pair', '--home', hall, '--hub-card', join(run, 'hub.card')])
    say(['admit', '--home', hub, '--hall-card', join(run, 'hall.card')])
    return nodes
  }

  /** The nodes' time, ms since 1970. */
  now() {
    return Date.now() + Number(this.env.MINIHALL_CLOCK_OFFSET_MS)
  }
  /** From the next start on the nodes' clock is this much ahead of the one they began with. */
  ahead(ms) {
    this.env.MINIHALL_CLOCK_OFFSET_MS = String(this.origin + ms)
  }

  get hallUrl() {
    return `https://127.0.0.1:${this.hallPort}`
  }
  get hubUrl() {
    return `https://127.0.0.1:${this.hubPort}`
  }
  token(name) {
    const line = readFileSync(join(this.run, 'run/tokens'), 'utf8')
      .split('\n')
      .find((l) => l.startsWith(`${name} `))
    return line.split(' ')[1]
  }

  /** before: words in front of the program (a tracer); words: behind its own. */
  start(which, { before = [], words = [] } = {}) {
    const log = openSync(join(this.run, `${which}.log`), 'a')
    const port = which === 'hall' ? this.hallPort : this.hubPort
    const serve = [
      ...before,
      binary,
      'serve',
      '--home',
      which === 'hall' ? this.hall : this.hub,
      '--port',
      String(port),
      ...words,
    ]
    const child = spawn(serve[0], serve.slice(1), { env: this.env, stdio: ['ignore', 'pipe', log] })
    this.children[which] = child
    child.ended = new Promise((done) => child.on('exit', (code, signal) => done({ code, signal })))
    return new Promise((done, reject) => {
      let text = ''
      const late = setTimeout(() => {
        child.kill('SIGKILL')
        reject(new Error(`${which} is not ready within ${PATIENCE_MS} ms`))
      }, PATIENCE_MS)
      child.ended.then(() => clearTimeout(late))
      child.stdout.on('data', (part) => {
        text += part
        if (text.includes('ready ')) {
          clearTimeout(late)
          done(child)
        }
      })
      child.on('exit', () =>
        reject(
          new Error(
            `${which} did not start: ${readFileSync(join(this.run, `${which}.log`), 'utf8').slice(-2000)}`,
          ),
        ),
      )
    })
  }

  /** Somebody at the hall who is signed in nowhere. */
  someone() {
    return new Client(this.hallUrl)
  }
  /** Who signs in at the hall by this name. */
  async person(login) {
    const client = this.someone()
    await client.signIn(login)
    return client
  }
  /** The hall's device of this name. */
  async device(name) {
    const client = this.someone()
    await client.post('/api/enrol', { token: this.token(name) })
    return client
  }

  /** A story that takes a day's numbers within seconds asks its running hall for that, as a director may. */
  async plenty() {
    const director = new Client(this.hallUrl)
    await director.signIn('director')
    const wishes = { tickets_per_minute: '100000', ticket_miss_seconds: '0' }
    for (const [name, value] of Object.entries(wishes))
      await director.post(`/api/settings/${name}`, { value, reason: '一天的号在几秒内取完、叫完' })
  }

  async stop(which, signal = 'SIGTERM') {
    const child = this.children[which]
    if (!child) return null
    child.kill(signal)
    const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    const how = await child.ended
    clearTimeout(late)
    delete this.children[which]
    return how
  }

  /** Stops both and lets each prove itself: the chain of its journal, and its views made anew out of it. */
  async proven(homes = ['hall', 'hub']) {
    for (const which of homes) await this.stop(which)
    for (const which of homes) {
      equal(
        `the chain is whole (${which})`,
        this.command('verify', '--home', this[which]).status,
        0,
      )
      const rebuilt = this.command('rebuild', '--home', this[which])
      check(
        `the views are a function of it (${which})`,
        rebuilt.status === 0 && !rebuilt.stdout.includes('不一致'),
        () => rebuilt.stdout + rebuilt.stderr,
      )
    }
  }

  errorsLogged(which) {
    const lines = this.log(which).split('\n')
    return lines.filter((line) => / error /.test(line)).slice(0, 5)
  }
  noErrorsLogged() {
    for (const which of ['hall', 'hub']) {
      const errors = this.errorsLogged(which)
      check(`no error in the ${which}'s log`, errors.length === 0, errors)
    }
  }

  /** A command that should have refused and serves instead is ended: its status is null then. */
  command(...words) {
    return spawnSync(binary, words, {
      env: this.env,
      encoding: 'utf8',
      timeout: PATIENCE_MS,
      killSignal: 'SIGKILL',
    })
  }
  log(which) {
    return readFileSync(join(this.run, `${which}.log`), 'utf8')
  }
  async end() {
    for (const which of Object.keys(this.children)) await this.stop(which)
    if (process.env.STORY_SEEN)
      for (const home of [this.hall, this.hub]) {
        // every kind of event that this story's journals hold
        const file = join(home, 'minihall.db')
        if (existsSync(file))
          for (const kind of spawnSync(
            'sqlite3',
            ['-readonly', file, 'SELECT DISTINCT kind FROM event'],
            { encoding: 'utf8' },
          )
            .stdout.trim()
            .split('\n'))
            appendFileSync(process.env.STORY_SEEN, `event ${kind}\n`)
      }
    if (!process.env.KEEP) rmSync(this.run, { recursive: true, force: true })
  }
}
