import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NotFoundError } from '@backstage/errors';
import { ModelExport } from '@product-risk/backstage-plugin-risk-common';
import { entityRiskFixture, uuid } from '../../../__fixtures__';
import { renderWithRisk } from '../../../__testUtils__/renderWithRisk';
import { saveFile } from '../../primitives';
import { DownloadMenu } from './DownloadMenu';

jest.mock('../../primitives/saveFile');

const [model] = entityRiskFixture.models;

const fileWith = (changes: Partial<ModelExport> = {}): ModelExport => ({
  fileName: 'payments-api.otm.json',
  mediaType: 'application/json',
  text: '{"otmVersion":"0.2.0"}',
  lost: [],
  hidden: { elements: 0, findings: 0 },
  ...changes,
});

const open = () =>
  userEvent.click(screen.getByRole('button', { name: 'Download as…' }));
const choose = (name: string | RegExp) =>
  userEvent.click(screen.getByRole('menuitem', { name }));

describe('DownloadMenu', () => {
  beforeEach(() => jest.mocked(saveFile).mockReset());

  it('saves the only model in the format that is chosen', async () => {
    const exportModel = jest.fn(async () => fileWith());
    await renderWithRisk(<DownloadMenu models={[model]} />, {
      api: { exportModel },
    });
    await open();
    await choose('Open Threat Model (OTM)');
    await waitFor(() =>
      expect(saveFile).toHaveBeenCalledWith(
        '{"otmVersion":"0.2.0"}',
        'payments-api.otm.json',
        'application/json',
      ),
    );
    expect(exportModel).toHaveBeenCalledWith({
      params: { id: model.id },
      query: { format: 'otm' },
    });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('asks which model, where there are several', async () => {
    const other = { ...model, id: uuid(77), title: 'Refunds' };
    const exportModel = jest.fn(async () => fileWith());
    await renderWithRisk(<DownloadMenu models={[model, other]} />, {
      api: { exportModel },
    });
    await open();
    await choose('Refunds');
    await choose(/CSV/);
    await waitFor(() =>
      expect(exportModel).toHaveBeenCalledWith({
        params: { id: other.id },
        query: { format: 'csv' },
      }),
    );
  });

  it('says what the file lacks', async () => {
    const lost = [{ code: 'tickets', message: 'Tickets of findings.' }];
    const hidden = { elements: 1, findings: 3 };
    await renderWithRisk(<DownloadMenu models={[model]} />, {
      api: { exportModel: async () => fileWith({ lost, hidden }) },
    });
    await open();
    await choose(/Threat Dragon/);
    const dialog = await screen.findByRole('dialog', {
      name: 'payments-api.otm.json is saved, but not with everything',
    });
    expect(dialog).toHaveTextContent('Tickets of findings.');
    expect(dialog).toHaveTextContent('1 element and 3 findings belong');
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
  });

  it('saves nothing and says why when it is refused', async () => {
    const exportModel = async () => {
      throw new NotFoundError('Threat model is unknown');
    };
    await renderWithRisk(<DownloadMenu models={[model]} />, {
      api: { exportModel },
    });
    await open();
    await choose(/product-risk.yaml/);
    expect(
      await screen.findByRole('dialog', { name: 'Nothing was saved' }),
    ).toHaveTextContent('Threat model is unknown');
    expect(saveFile).not.toHaveBeenCalled();
  });

  it('is not there where no model is', async () => {
    await renderWithRisk(<DownloadMenu models={[]} />);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
