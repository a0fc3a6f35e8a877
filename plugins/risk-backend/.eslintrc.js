module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['**/*.test.ts'],
      rules: {
        'jest/expect-expect': [
          'error',
          // supertest asserts with `expect` at the end of a request
          { assertFunctionNames: ['expect', '**.expect', 'fc.assert'] },
        ],
      },
    },
  ],
});
