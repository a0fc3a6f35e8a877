import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ResponseError } from '@backstage/errors';
import { riskFindingTriagePermission } from '@product-risk/backstage-plugin-risk-common';
import {
  fakeRiskApi,
  importPreviewFixture,
  paymentsApi,
  quarantinedPreviewFixture,
  scanPreviewFixture,
  uuid,
} from '../../../__fixtures__';
import { renderWithRisk } from '../../../__testUtils__/renderWithRisk';
import { ImportDialog } from './ImportDialog';

const file = new File(['{}'], 'payments-2026.json');
const onClose = jest.fn();
const dialog = <ImportDialog entityRef={paymentsApi.ref} onClose={onClose} />;

const choose = () =>
  userEvent.upload(screen.getByLabelText('Threat model file'), file);

const preview = async () =>
  within(await screen.findByRole('region', { name: 'Preview' }));

const importButton = (name = 'Import') => screen.getByRole('button', { name });

describe('ImportDialog', () => {
  beforeEach(() => onClose.mockReset());

  it('shows what would change before anything does', async () => {
    const importFile = jest.fn(fakeRiskApi().importFile);
    await renderWithRisk(dialog, { api: { importFile } });
    expect(importButton()).toBeDisabled();
    await choose();
    const shown = await preview();
    expect(shown.getByText(/1 new, 1 changed, 1 gone/)).toBeVisible();
    expect(shown.getByText(/20\.2 → 22\.2 points/)).toHaveTextContent('+2.0');
    expect(shown.getByText(/Payout limits/)).toBeVisible();
    expect(shown.getByText('line 96, column 21:')).toBeVisible();
    expect(
      shown.getByText('Fraud scoring (process, 2 findings)'),
    ).toBeVisible();
    expect(importFile).not.toHaveBeenCalled();

    await userEvent.click(importButton());
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(importFile).toHaveBeenCalledWith({
      params: { kind: 'component', namespace: 'default', name: 'payments-api' },
      query: { fileName: 'payments-2026.json', movedFrom: undefined },
      body: file,
    });
  });

  it('says that a scan goes to "Not reviewed", and how it counts there', async () => {
    await renderWithRisk(dialog, {
      api: { previewImport: async () => scanPreviewFixture },
    });
    await choose();
    const shown = await preview();
    const notice = shown.getByRole('status');
    expect(notice).toHaveTextContent(
      /^Results of a scanner go to “Not reviewed”4 findings not reviewed2 high1 medium1 information/,
    );
    expect(notice).toHaveTextContent(
      /in 3 groups, and stand in no exposure and no budget/,
    );
    expect(notice).toHaveTextContent(
      '2 findings of it count as risks already, as was decided before.',
    );
  });

  it('says nothing of reviews where people wrote the threats', async () => {
    await renderWithRisk(dialog);
    await choose();
    expect((await preview()).queryByText(/Not reviewed/)).toBeNull();
  });

  it('looks again when the file is said to have moved, and imports it so', async () => {
    const previewImport = jest.fn(fakeRiskApi().previewImport);
    const importFile = jest.fn(fakeRiskApi().importFile);
    await renderWithRisk(dialog, { api: { previewImport, importFile } });
    await choose();
    await preview();
    await userEvent.click(screen.getByRole('checkbox', { name: /was at/ }));
    await waitFor(() => expect(importButton()).toBeEnabled());
    await userEvent.click(importButton());
    const query = { fileName: 'payments-2026.json', movedFrom: uuid(2) };
    expect(previewImport).toHaveBeenLastCalledWith(
      expect.objectContaining({ query }),
    );
    expect(importFile).toHaveBeenCalledWith(expect.objectContaining({ query }));
  });

  it('asks which entity an element is, looks again, and imports it so', async () => {
    const previewImport = jest.fn(fakeRiskApi().previewImport);
    const importFile = jest.fn(fakeRiskApi().importFile);
    await renderWithRisk(dialog, { api: { previewImport, importFile } });
    await choose();
    expect((await preview()).getByText(/Payments web →/)).toHaveTextContent(
      'component:default/payments-web, by its name',
    );
    await userEvent.click(screen.getByLabelText('Entity of Ledger'));
    await userEvent.click(
      screen.getByRole('option', { name: /Ledger database/ }),
    );
    await waitFor(() => expect(importButton()).toBeEnabled());
    await userEvent.click(importButton());
    const query = {
      fileName: 'payments-2026.json',
      mappings: JSON.stringify([
        {
          modelKey: 'payments',
          elementId: 'ledger',
          entityRef: 'resource:default/ledger',
        },
      ]),
    };
    expect(previewImport).toHaveBeenLastCalledWith(
      expect.objectContaining({ query }),
    );
    expect(importFile).toHaveBeenCalledWith(expect.objectContaining({ query }));
  });

  it('confirms suggested categories with the import', async () => {
    const importFile = jest.fn(fakeRiskApi().importFile);
    await renderWithRisk(dialog, { api: { importFile } });
    await choose();
    const shown = await preview();
    expect(
      shown.getByText(
        '12 findings have a category that is clear by itself. 2 suggestions wait for a person.',
      ),
    ).toBeVisible();
    expect(
      shown.getByText(
        'Restore was never tried: A.8.13 Information backup, 40 % sure',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('checkbox', { name: /Confirm all 2 suggestions/ }),
    );
    await userEvent.click(importButton());
    const query = {
      fileName: 'payments-2026.json',
      movedFrom: undefined,
      confirmCategories: 'suggested',
    };
    expect(importFile).toHaveBeenCalledWith(expect.objectContaining({ query }));
  });

  it('lets only who may triage confirm categories', async () => {
    await renderWithRisk(dialog, { refused: [riskFindingTriagePermission] });
    await choose();
    await preview();
    expect(
      screen.queryByRole('checkbox', { name: /Confirm all/ }),
    ).not.toBeInTheDocument();
  });

  it('lets only who may triage say which entity an element is', async () => {
    await renderWithRisk(dialog, { refused: [riskFindingTriagePermission] });
    await choose();
    await preview();
    await waitFor(() =>
      expect(screen.getByLabelText('Entity of Ledger')).toHaveAttribute(
        'aria-disabled',
        'true',
      ),
    );
  });

  it('warns that an import would be held back', async () => {
    await renderWithRisk(dialog, {
      api: { previewImport: async () => quarantinedPreviewFixture },
    });
    await choose();
    expect(
      (await preview()).getByText(/20 of 24 open findings would disappear/),
    ).toBeVisible();
    expect(importButton('Import and hold back')).toBeEnabled();
  });

  it('shows file, line and remedy of a bad file, and lets it be replaced', async () => {
    const refused = await ResponseError.fromResponse(
      new Response(
        JSON.stringify({
          error: {
            name: 'ImportRefusedError',
            message: 'refused',
            details: {
              code: 'json-syntax',
              message: 'A comma is missing. Add it and choose the file again.',
              file: 'payments-2026.json',
              line: 7,
              column: 3,
            },
          },
          request: { method: 'POST', url: '/' },
          response: { statusCode: 422 },
        }),
        { status: 422, headers: { 'Content-Type': 'application/json' } },
      ),
    );
    const previewImport = jest
      .fn<Promise<typeof importPreviewFixture>, []>()
      .mockRejectedValueOnce(refused)
      .mockResolvedValueOnce(importPreviewFixture);
    await renderWithRisk(dialog, { api: { previewImport } });
    await choose();
    const problem = await screen.findByRole('alert');
    expect(problem).toHaveTextContent('payments-2026.json, line 7, column 3');
    expect(problem).toHaveTextContent('A comma is missing');
    expect(importButton()).toBeDisabled();

    await choose();
    await preview();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});
