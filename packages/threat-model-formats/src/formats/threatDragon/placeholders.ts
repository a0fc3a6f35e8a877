import { normalise } from '../../reading/keys';

/**
 * Texts that Threat Dragon puts into the fields of a new threat, in the
 * languages of its user interface. They say that nobody wrote anything.
 */
const placeholders = new Set(
  [
    // Mitigation
    'Provide remediation for this threat or a reason if status is N/A',
    'اكتب طرق مواجهة وتخفيف هذا التهديد أو السبب إذا كانت الحالة N/A',
    'Geben Sie eine Korrekturmaßnahme für diese Bedrohung oder eine Begründung N/A an',
    'Παρέχετε μετριασμό ή πρόληψη για αυτή την απειλή',
    'Introduzca la mitigación o prevención para esta amenaza',
    'Anna uhkalle hallintakeino tai perustele miksi ei ole sovellettavissa (N/A)',
    'Fournir des mesures de mitigation ou de prévention pour cette menace',
    'इस खतरे के लिए शमन या रोकथाम प्रदान करें',
    'Berikan remediasi untuk ancaman ini atau alasan jika status adalah N/A',
    '脅威の解決策を指定するか、ステータスがN/Aの場合に理由を指定してください',
    'Berikan pemulihan untuk ancaman ini atau sebab jika status adalah T/A',
    'Forneça uma mitigação para esta ameaça ou a ração para o status N/A',
    'Forneça uma mitigação para a ameaça ou uma razão se o estado for N/A',
    '为这种威胁提供缓解或预防措施',
    // Description
    'Provide a description for this threat',
    'اكتب وصفًا لهذا التهديد',
    'Geben Sie eine Beschreibung dieser Bedrohung an',
    'Παρέχετε μια περιγραφή για αυτή την απειλή',
    'Introduzca una descripción para esta amenaza',
    'Anna kuvaus tälle uhkalle',
    'Fournissez une description de cette menace',
    'इस खतरे के लिए एक विवरण प्रदान करें',
    'Berikan deskripsi untuk ancaman ini',
    '脅威の詳細を追記してください',
    'Berikan penerangan bagi ancaman ini',
    'Forneça uma descrição para esta ameaça',
    'Forneça uma descrição para a ameaça',
    '为这种威胁提供一个描述',
  ].map(normalise),
);

/** The text a person wrote; empty when it is only the tool's placeholder. */
export function withoutPlaceholder(text: string): string {
  return placeholders.has(normalise(text).replace(/\.$/, '')) ? '' : text;
}
