// What reads badly or breaks quietly. The form is prettier's; types are vue-tsc's. What only warns is
// counted by tests/lint/pages.mjs, and the count may only fall.
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

const ONE_CALL = 'A route has its call: lib/calls.ts, made from the table of routes.'

/** lib < kit < parts < screens: what a floor may not see. No screen sees another. */
const below = (name, ...above) => ({
  files: [`src/${name}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: above.map((floor) => `@/${floor}/**`), message: `${name} lies below.` },
          { regex: '^\\.\\./', message: 'Out of a folder by @/.' },
          { group: ['@/lib/api', './api'], importNames: ['get', 'post'], message: ONE_CALL },
        ],
      },
    ],
  },
})

const HANDLER = 'VAttribute[directive=true][key.name.name="on"]'
const ONE_STEP = 'A handler calls or assigns once; what has more steps gets a name.'

export default ts.config(
  { ignores: ['dist/', 'public/', 'src/lib/{schema.d,calls,sets.d,limits}.ts'] },
  ...ts.configs.recommended,
  ...vue.configs['flat/recommended'],
  prettier,
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'vue/multi-word-component-names': 'off', // a screen is an App, the kit has a Modal
      'vue/no-reserved-component-names': ['error', { htmlElementCaseSensitive: true }],
      'vue/require-default-prop': 'off', // optional is a word of the type
      'vue/no-v-html': 'off', // QR codes that the page draws itself
      // a draft is one, for all its parts
      'vue/no-mutating-props': ['error', { shallowOnly: true }],
      'vue/max-template-depth': ['warn', { maxDepth: 8 }],
      'vue/no-restricted-syntax': [
        'warn',
        { selector: `${HANDLER} VOnExpression[body.length>1]`, message: ONE_STEP },
        { selector: `${HANDLER} BlockStatement`, message: ONE_STEP },
        { selector: `${HANDLER} IfStatement`, message: ONE_STEP },
        {
          selector: 'VExpressionContainer ConditionalExpression ConditionalExpression',
          message: 'No question within a question.',
        },
      ],
    },
  },
  {
    rules: {
      'no-nested-ternary': 'warn',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSAsExpression > TSNeverKeyword', message: 'A type that is none.' },
      ],
    },
  },
  below('lib', 'kit', 'parts', 'screens'),
  below('kit', 'parts', 'screens'),
  below('parts', 'screens'),
  below('screens', 'screens'),
)
