import { budgetEndpoints } from './budgets';
import { categoryEndpoints } from './categories';
import { decisionEndpoints } from './decisions';
import { entityEndpoints } from './entities';
import { evidenceEndpoints } from './evidence';
import { findingEndpoints } from './findings';
import { importEndpoints } from './imports';
import { modelEndpoints } from './models';
import { ownerEndpoints } from './owners';
import { productEndpoints } from './products';
import { promotionEndpoints } from './promotions';
import { relinkEndpoints } from './relinks';
import { reportEndpoints } from './report';
import { riskModelEndpoints } from './riskModel';
import { riskEndpoints } from './risks';
import { ticketEndpoints } from './tickets';
import { timelineEndpoints } from './timeline';
import { treatmentEndpoints } from './treatment';

/**
 * Every endpoint of the API by the name that the client gives it.
 * @public
 */
export const endpoints = {
  ...entityEndpoints,
  ...importEndpoints,
  ...modelEndpoints,
  ...findingEndpoints,
  ...promotionEndpoints,
  ...relinkEndpoints,
  ...riskEndpoints,
  ...productEndpoints,
  ...budgetEndpoints,
  ...treatmentEndpoints,
  ...timelineEndpoints,
  ...ticketEndpoints,
  ...ownerEndpoints,
  ...decisionEndpoints,
  ...reportEndpoints,
  ...riskModelEndpoints,
  ...categoryEndpoints,
  ...evidenceEndpoints,
};

/**
 * @public
 */
export type Endpoints = typeof endpoints;
