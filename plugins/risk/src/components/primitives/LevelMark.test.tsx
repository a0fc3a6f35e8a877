import { render, screen } from '@testing-library/react';
import { LevelMark } from './LevelMark';
import { levelsAndUnrated } from '../../theme/useRiskPalette';

describe('LevelMark', () => {
  it('gives each level a word and a shape of its own', () => {
    const shapes = levelsAndUnrated.map(level => {
      const { container, unmount } = render(<LevelMark level={level} />);
      expect(container).toHaveTextContent(new RegExp(level, 'i'));
      const drawing = container.querySelector('svg')?.firstElementChild;
      drawing?.removeAttribute('fill');
      drawing?.removeAttribute('stroke');
      unmount();
      return drawing?.outerHTML;
    });
    expect(new Set(shapes).size).toBe(levelsAndUnrated.length);
  });

  it('counts in words', () => {
    render(<LevelMark level="high" count={3} />);
    expect(screen.getByText('3 high')).toBeInTheDocument();
  });
});
