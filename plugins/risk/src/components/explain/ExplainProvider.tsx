import { createContext, ReactNode, useContext, useState } from 'react';
import { ExplainDrawer } from './ExplainDrawer';
import { ExplainQuestion } from './ExplainQuestion';

const ExplainContext = createContext<(question: ExplainQuestion) => void>(
  () => {},
);

/** Holds the one drawer in which the numbers of a screen explain themselves. */
export function ExplainProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<ExplainQuestion>();
  return (
    <ExplainContext.Provider value={setQuestion}>
      {children}
      <ExplainDrawer
        question={question}
        onClose={() => setQuestion(undefined)}
      />
    </ExplainContext.Provider>
  );
}

/** Opens the explanation of a number. */
export const useExplain = () => useContext(ExplainContext);
