module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['**/*.test.ts'],
      rules: {
        // A property says different things of different generated cases.
        'jest/no-conditional-expect': 'off',
        'jest/expect-expect': [
          'error',
          {
            assertFunctionNames: ['expect', 'expectCategoryError', 'fc.assert'],
          },
        ],
      },
    },
  ],
});
