module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Servers, browsers and command lines load the same code: it knows the
      // language alone, no platform, no Backstage and no other package.
      files: ['src/**/*.ts'],
      excludedFiles: ['**/*.test.ts', '**/__testUtils__/**'],
      env: { browser: false, node: false, commonjs: false, es2021: true },
      rules: {
        'no-undef': 'error',
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['/[a-zA-Z@]*'],
                message: 'The risk model depends on nothing but itself.',
              },
            ],
          },
        ],
      },
    },
    {
      files: ['**/*.test.ts'],
      rules: {
        'jest/expect-expect': [
          'error',
          { assertFunctionNames: ['expect', 'expectError', 'fc.assert'] },
        ],
        'jest/no-standalone-expect': [
          'error',
          {
            additionalTestBlockFunctions: [
              'independently',
              'independently.each',
            ],
          },
        ],
      },
    },
  ],
});
