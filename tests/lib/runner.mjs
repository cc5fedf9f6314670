// Runs programs that end with `N passed, N failed`, as many at a time as the machine has room for,
// and adds up what they say. Each program's output is printed whole when it has ended.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'

const SUM = /^(?:\w+: )?(\d+) passed, (\d+) failed$/
const KILL_AFTER_MS = 10_000
const running = new Set()

/** Whoever started us wants an end: everything we started ends first. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) end(child, 'SIGKILL')
    process.exit(1)
  })
}

/** A program and what it started in its own group. */
function end(child, signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    /* gone already */
  }
}

/** What the last line of a program says; a bad end with none failed, or no such line, has failed. */
function judged(text, status) {
  const [, passed, failed] = SUM.exec(text.trimEnd().split('\n').pop()) ?? [null, 0, 1]
  return { passed: Number(passed), failed: status === 0 ? Number(failed) : Math.max(1, failed) }
}

/** task: { name, argv, cwd, env, patience (seconds), scratch (a directory is its last word) }. */
function run(task) {
  const began = Date.now()
  const scratch = task.scratch ? mkdtempSync(join(tmpdir(), 'minihall-scratch-')) : null
  const [program, ...words] = scratch ? [...task.argv, scratch] : task.argv
  return new Promise((done) => {
    const env = { ...process.env, ...task.env }
    const stdio = ['ignore', 'pipe', 'pipe']
    const child = spawn(program, words, { cwd: task.cwd, env, stdio, detached: true })
    let said = ''
    let errors = ''
    running.add(child)
    child.stdout.setEncoding('utf8').on('data', (part) => {
      said += part
    })
    child.stderr.setEncoding('utf8').on('data', (part) => {
      errors += part
    })
    const patience = (task.patience ?? 600) * 1000
    const late = setTimeout(() => end(child, 'SIGTERM'), patience)
    const tooLate = setTimeout(() => end(child, 'SIGKILL'), patience + KILL_AFTER_MS)
    child.on('error', (error) => {
      errors += `${error.message}\n`
    })
    child.on('close', (status) => {
      clearTimeout(late)
      clearTimeout(tooLate)
      end(child, 'SIGKILL') // what it left behind
      running.delete(child)
      if (scratch) rmSync(scratch, { recursive: true, force: true })
      const sum = judged(said, status)
      const text = said + errors
      const silent = sum.failed && !/^not ok/m.test(text)
      const why = silent ? `not ok ${task.name} ended with ${status ?? 'a signal'}, no sum\n` : ''
      done({ task, text: text + why, ...sum, seconds: (Date.now() - began) / 1000 })
    })
  })
}

/** Runs all tasks and calls `ended` after each. A task's `load` is how many processors it keeps busy
 * (1 unless it says); one that is `alone` has the machine for itself, after all others. */
export async function runAll(tasks, ended, room = availableParallelism()) {
  const waiting = tasks.toSorted((a, b) => Number(a.alone ?? 0) - Number(b.alone ?? 0))
  const loadOf = (task) => (task.alone ? room : Math.min(room, task.load ?? 1))
  let busy = 0
  let wake = () => {}
  while (waiting.length || running.size) {
    const next = waiting.findIndex((task) => !running.size || busy + loadOf(task) <= room)
    if (next < 0) {
      await new Promise((done) => {
        wake = done
      })
      continue
    }
    const [task] = waiting.splice(next, 1)
    busy += loadOf(task)
    run(task).then((result) => {
      busy -= loadOf(task)
      ended(result)
      wake()
    })
  }
}

/** Runs the tasks of one part by themselves and tells the sum, as the last line too. */
export async function report(part) {
  const total = { passed: 0, failed: 0 }
  const add = ({ passed, failed }) => {
    total.passed += passed
    total.failed += failed
  }
  await runAll(part.tasks, (result) => {
    process.stdout.write(result.text)
    console.log(`# ${result.task.name} ${result.seconds.toFixed(1)} s`)
    add(result)
  })
  if (part.after) add(part.after(console.log))
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed ? 1 : 0
}
