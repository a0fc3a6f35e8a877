export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in without a password, for the demo and for development.
       */
      persona?: {
        development?: {
          /**
           * Who the sign-in page offers to be, in this order.
           * @deepVisibility frontend
           */
          users?: Array<{
            /** A user of the catalog, for example `user:default/lena.vogt`. */
            entityRef: string;
            name: string;
            /** What the person does, in words. */
            role: string;
            /** What to try first as this person. */
            suggestion: string;
          }>;
        };
      };
    };
  };
}
