module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      files: ['**/*.test.ts'],
      rules: {
        'jest/expect-expect': [
          'error',
          { assertFunctionNames: ['expect', 'expectError', 'fc.assert'] },
        ],
        'jest/no-standalone-expect': [
          'error',
          { additionalTestBlockFunctions: ['independently'] },
        ],
      },
    },
  ],
});
