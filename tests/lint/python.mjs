#!/usr/bin/env node
// The form of Python in this tree: as the pinned formatter writes it, in 100 columns; `--write`
// writes it.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs'

const top = resolve(import.meta.dirname, '../..')
const form = new Workspace({ 'line-length': 100 }, PositionEncoding.Utf16)

const listed = execFileSync('git', ['-C', top, 'ls-files', '-co', '--exclude-standard', '*.py'])
const names = listed
  .toString()
  .split('\n')
  .filter((name) => name)

const isFormed = (text) => form.format(text) === text
let passed = 0
let failed = 0
const say = (good, words) => {
  good ? passed++ : failed++
  if (!good) console.log(`not ok ${words}`)
}
for (const name of names) {
  const text = readFileSync(`${top}/${name}`, 'utf8')
  if (process.argv.includes('--write')) writeFileSync(`${top}/${name}`, form.format(text))
  else say(isFormed(text), `${name}: not in form: run node tests/lint/python.mjs --write`)
}
say(names.includes('tests/lint/ratchet.py'), 'python.mjs: did not find the tree')
say(!isFormed("x = {'a':1}\n"), 'planted: a text of another form was not caught')
say(!isFormed(`x = f(${'a, '.repeat(40)}b)\n`), 'planted: a wide line was not caught')
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
