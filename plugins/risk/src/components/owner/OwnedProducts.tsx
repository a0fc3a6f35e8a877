import Typography from '@material-ui/core/Typography';
import { OwnedProducts as Owned } from '@product-risk/backstage-plugin-risk-common';
import { CatalogLink, ExposureNumber, LevelMark, Panel } from '../primitives';

/** The products somebody answers for, worst first. */
export function OwnedProducts({ owned }: { owned: Owned }) {
  return (
    <>
      {owned.products.map(product => (
        <Panel
          key={product.entity?.ref ?? 'no product'}
          title={product.entity?.title ?? 'No product'}
        >
          <Typography>{product.sentence}</Typography>
          <Typography>
            {product.worst && <LevelMark level={product.worst} />}{' '}
            <ExposureNumber
              units={product.assessed ? product.exposures.current : undefined}
              explain={{ metric: 'exposure', ref: product.entity?.ref }}
            />{' '}
            {product.entity && <CatalogLink to={product.entity} risk />}
          </Typography>
        </Panel>
      ))}
    </>
  );
}
