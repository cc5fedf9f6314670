import { compile } from '@vue/compiler-dom'
import { expect, test } from 'vitest'
import { joinLines } from '../../scripts/chinese'

const made = (template: string) => compile(template, { nodeTransforms: [joinLines] }).code

test('a line that ends at a full-width mark makes no space', () => {
  expect(made('<p>查询码：\n  <b>7</b>\n  ，请记住</p>')).toContain('"查询码："')
  expect(made('<p>查询码：\n  <b>7</b>\n  ，请记住</p>')).toContain('"，请记住"')
})
test('any other line end is a space, and so is one within a line', () => {
  expect(made('<p>前面还有\n  <b>7</b>\n  人</p>')).toContain('"前面还有 "')
  expect(made('<p>查询码： <b>7</b></p>')).toContain('"查询码： "')
})
