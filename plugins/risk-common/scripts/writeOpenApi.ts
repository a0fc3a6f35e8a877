import { writeFileSync } from 'fs';
import { resolve } from 'path';
import { openApiYaml } from './openApiYaml';

writeFileSync(resolve(__dirname, '../openapi.yaml'), openApiYaml());
