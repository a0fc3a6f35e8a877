import { createApp } from '@backstage/frontend-defaults';
import { navModule } from './nav';
import { signInModule } from './sign-in';

/** The demo portal. Its plugins are discovered: `app.packages` in app-config. */
export const app = createApp({ features: [navModule, signInModule] });
