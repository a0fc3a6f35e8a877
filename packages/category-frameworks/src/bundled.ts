import asvs403 from '../data/asvs/asvs-4.0.3.json';
import asvs403To500 from '../data/asvs/asvs-4.0.3-to-5.0.0.json';
import asvs500 from '../data/asvs/asvs-5.0.0.json';
import cwe415 from '../data/cwe/cwe-4.15.json';
import iso270012013 from '../data/iso27001/iso27001-2013.json';
import iso270012013To2022 from '../data/iso27001/iso27001-2013-to-2022.json';
import iso270012022 from '../data/iso27001/iso27001-2022.json';
import linddun from '../data/linddun/linddun.json';
import linddunShortlist from '../data/linddun/linddun-shortlist.json';
import nistCsf20 from '../data/nist-csf/nist-csf-2.0.json';
import nistCsf20ToIso270012022 from '../data/nist-csf/nist-csf-2.0-to-iso27001-2022.json';
import cweInTop102021 from '../data/owasp-top10/cwe-in-top10-2021.json';
import cweInTop102025 from '../data/owasp-top10/cwe-in-top10-2025.json';
import owaspTop102021 from '../data/owasp-top10/owasp-top10-2021.json';
import owaspTop102025 from '../data/owasp-top10/owasp-top10-2025.json';
import asvs500ToIso270012022 from '../data/proposals/asvs-5.0.0-to-iso27001-2022.json';
import cweGroups from '../data/proposals/cwe-groups.json';
import cweToAsvs500 from '../data/proposals/cwe-to-asvs-5.0.0.json';
import keywords from '../data/proposals/keywords.json';
import methodCoverage from '../data/proposals/method-coverage.json';
import stride from '../data/stride/stride.json';
import strideShortlist from '../data/stride/stride-shortlist.json';
import type { DataFile, ReadData } from './dataFiles';

const bundled: Readonly<Record<DataFile, unknown>> = {
  'asvs/asvs-4.0.3': asvs403,
  'asvs/asvs-4.0.3-to-5.0.0': asvs403To500,
  'asvs/asvs-5.0.0': asvs500,
  'cwe/cwe-4.15': cwe415,
  'iso27001/iso27001-2013': iso270012013,
  'iso27001/iso27001-2013-to-2022': iso270012013To2022,
  'iso27001/iso27001-2022': iso270012022,
  'linddun/linddun': linddun,
  'linddun/linddun-shortlist': linddunShortlist,
  'nist-csf/nist-csf-2.0': nistCsf20,
  'nist-csf/nist-csf-2.0-to-iso27001-2022': nistCsf20ToIso270012022,
  'owasp-top10/cwe-in-top10-2021': cweInTop102021,
  'owasp-top10/cwe-in-top10-2025': cweInTop102025,
  'owasp-top10/owasp-top10-2021': owaspTop102021,
  'owasp-top10/owasp-top10-2025': owaspTop102025,
  'proposals/asvs-5.0.0-to-iso27001-2022': asvs500ToIso270012022,
  'proposals/cwe-groups': cweGroups,
  'proposals/cwe-to-asvs-5.0.0': cweToAsvs500,
  'proposals/keywords': keywords,
  'proposals/method-coverage': methodCoverage,
  'stride/stride': stride,
  'stride/stride-shortlist': strideShortlist,
};

/**
 * Reads data files that are in memory already: for servers. A bundle for
 * browsers that does not name it does not hold them.
 *
 * @public
 */
export const readBundled: ReadData = async file => bundled[file];
