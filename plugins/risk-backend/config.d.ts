import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  /**
   * Product Risk. Every key is optional; a wrong value stops the plugin with a
   * message that names the key.
   */
  risk?: {
    /**
     * What a product is: the level at which risk is owned and decided. Kind,
     * type and label must all match.
     */
    product?: {
      /** Kind of the entities that are products. Default: `System`. */
      kind?: string;
      /** Their `spec.type`. Default: any. */
      type?: string;
      /** A label they carry, with any value unless one is given. */
      label?: {
        name: string;
        value?: string;
      };
    };

    /** What should have a threat model. */
    coverage?: {
      /**
       * Kinds of entities that count; deprecated ones never do. Default:
       * `[Component]`.
       */
      kinds?: string[];
    };

    /** What a likelihood, an impact and a level are. */
    scale?: {
      /** Annual probability of the five likelihoods, rising. Default: 1, 3, 10, 30, 70 %. */
      likelihood?: Array<{
        label: string;
        /** Between 0 and 1. */
        probability: number;
      }>;
      /** Points of the five impacts, rising. Default: 1, 3, 10, 30, 100. */
      impact?: Array<{
        label: string;
        /** At most two decimals. */
        points: number;
      }>;
      /** The exposure, in points a year, from which a risk has a level. */
      levels?: {
        /** Default: 0.3. */
        medium?: number;
        /** Default: 3. */
        high?: number;
        /** Default: 10. */
        critical?: number;
      };
      /** Impact in points from which an event is severe. Default: 30. */
      severeImpact?: number;
      /** What one point is worth here, for instance `10 000 EUR`. */
      unit?: string;
    };

    /** How much exposure over time a product may carry. */
    budget?: {
      /** Length of the rolling window, in days. Default: 90. */
      windowDays?: number;
      /**
       * Days for which the exposure of a newly assessed entity stays out of
       * the budget. Default: 30.
       */
      graceDays?: number;
      /**
       * Alerts fire while a long and a short window both burn faster than
       * `fraction * windowDays / longDays` times the target.
       */
      alerts?: {
        [urgency in 'urgent' | 'ticket' | 'watch']?: {
          /** Part of the budget gone within the long window, 0 to 1. */
          fraction: number;
          /** Default: 3, 15 and 45. */
          longDays: number;
          /** Default: 1, 3 and 7. */
          shortDays: number;
        };
      };
      /** How a target is proposed from what a product carries at first. */
      calibration?: {
        /** First days whose median it starts from. Default: 30. */
        days?: number;
        /** Part of it at which it ends two windows later. Default: 0.8. */
        glideTo?: number;
      };
      /** How timely risks are closed. */
      timeliness?: {
        /** Default: 180. */
        windowDays?: number;
        /** Days within which risks are due. Default: 7, 30, 90 and 180. */
        dueDays?: {
          critical?: number;
          high?: number;
          medium?: number;
          low?: number;
        };
        /** What an overdue day weighs. Default: 10, 5, 3 and 1. */
        weights?: {
          critical?: number;
          high?: number;
          medium?: number;
          low?: number;
        };
      };
    };

    /** How treatment options are compared. */
    treatment?: {
      /** What their costs are in. Default: `person days`. */
      costUnit?: string;
      /** For how many years running costs count. Default: 1. */
      years?: number;
    };

    /** How much is believed, and when people are asked. */
    policy?: {
      /**
       * How much of its effect a mitigation has that a file claims and nobody
       * verified, 0 to 1. Default: 1.
       */
      claimedWeight?: number;
      /**
       * Take owners that catalog files propose as confirmed. Only where every
       * change of a catalog file is reviewed. Default: false.
       */
      trustCatalogOwners?: boolean;
      /** Age from which a model is stale, in days. Default: 365. */
      staleAfterDays?: number;
      /**
       * Refs of groups whose members never decide about risks, whatever they
       * own: security and risk management, for instance. Default: none.
       */
      neverAccept?: string[];
      /**
       * User or group that signs second where no ancestor of the product has
       * an owner. Default: nobody, and then nobody can.
       */
      fallbackSigner?: string;
      /**
       * How much exposure an owner may accept alone in one decision. Above it a
       * second person signs. Default: no limit.
       */
      limits?: Array<{
        /** Ref of the user or group that owns products. */
        owner: string;
        /** In points a year, with at most four decimals. */
        points: number;
      }>;
      /** How many days from today an acceptance may last. Default: 365. */
      maximumExpiryDays?: number;
      /**
       * Whether members of groups below the group that owns a product decide,
       * too. Default: false, direct members only.
       */
      nestedGroups?: boolean;
      /** Days after which a request that waits is overdue. Default: 14. */
      answerWithinDays?: number;
      /** When an import would lose so much that a person must release it. */
      quarantine?: {
        /** Share of the open findings of its source, 0 to 1. Default: 0.3. */
        share?: number;
        /** Losing all of this many or more is held back too. Default: 3. */
        minimum?: number;
      };
    };

    /** Where threat models are read from, and how often. */
    sync?: {
      /** How often the catalog is mirrored. Default: every 10 minutes. */
      catalogSchedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /** How often the files of annotations are read. Default: every 30 minutes. */
      sourceSchedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /**
       * URLs, with `*` for any text, that annotations may name besides files in
       * the entity's own repository. Default: none.
       */
      allowedTargets?: string[];
      /** Largest file that is read or accepted, in bytes. Default: 20 MiB. */
      maxFileBytes?: number;
      /**
       * Read models of entities that come from `file` locations. For
       * development only. Default: false.
       */
      allowFileLocations?: boolean;
    };

    /**
     * When results of scanners, and other machine output that nobody reviewed,
     * become risks without a person. The first rule whose conditions all hold
     * promotes a finding; what a person took back stays back. `*` stands for
     * any text. Default: none.
     */
    promote?: Array<{
      /** Unique; shown as who promoted. */
      name: string;
      method?: 'annotation' | 'upload' | 'push';
      /** Location of the source, or the name it is pushed under. */
      location?: string;
      /** Id of a format, for instance `sarif`. */
      format?: string;
      /** A finding of unknown severity is never severe enough. */
      severityAtLeast?: 'critical' | 'high' | 'medium' | 'low' | 'info';
      /** Any of these weaknesses, as `79` or `CWE-79`. */
      cwe?: Array<number | string>;
      /** Id of the vulnerability, or an alias that the file states. */
      vulnerability?: string;
      /** Package URL without version, or the name of the package. */
      package?: string;
      /** Id of the tool's rule. */
      rule?: string;
    }>;

    /**
     * The vocabularies that findings are categorised by. Ids are text: write
     * them in quotes.
     */
    frameworks?: {
      /**
       * Built-in frameworks: `asvs@4.0.3`, `asvs@5.0.0`, `iso27001@2013`,
       * `iso27001@2022`, `cwe`, `owasp-top10@2021`, `owasp-top10@2025`,
       * `nist-csf@2.0`, `stride`, `linddun`. Default: the newest of each but
       * `nist-csf@2.0`.
       */
      enabled?: string[];
      /** Frameworks of the organisation. */
      own?: Array<{
        /** Lower case letters, digits and dashes. */
        id: string;
        version?: string;
        title: string;
        categories: Array<{
          id: string;
          name: string;
          /** Id of the category that it is part of. */
          parent?: string;
        }>;
      }>;
      /**
       * Edges between categories. From a category into a framework they replace
       * what is built in. No edges may form a circle.
       */
      overlays?: Array<{
        from: string;
        to: string;
        relation?: 'equal' | 'subset' | 'superset' | 'intersect';
        /** How much of the confidence passes, above 0 to 1. Default: 1. */
        strength?: number;
      }>;
      /** What is confirmed without a person, where all conditions hold. */
      rules?: Array<{
        /** Unique; shown as the reason. */
        id: string;
        category: string;
        when: {
          /** A weakness, for instance `CWE-798`, or what it is a kind of. */
          weakness?: string;
          /** A label or tag of the finding. */
          label?: string;
          /** Any of these words in title or description. */
          words?: string[];
          /** Location of the source, with `*` for any text. */
          source?: string;
        };
      }>;
      /**
       * What a method looks at. A product was assessed for a category when one
       * of its models is in a format of such a method, or a person says so.
       * Replaces the built-in `stride` and `linddun` by name.
       */
      methods?: Array<{
        method: string;
        /** Ids of formats, or `*` for every threat model. Default: none. */
        formats?: string[];
        /** With all below them. */
        categories: string[];
      }>;
      /** When a category is called systemic. */
      systemic?: {
        /** Level from which a risk makes its product affected. Default: `high`. */
        level?: 'low' | 'medium' | 'high' | 'critical';
        /** Share of products that may be affected, 0 to 1. Default: 0.25. */
        toleratedPrevalence?: number;
        /** Of the verdict "systemic", 0 to 1. Default: 0.1. */
        falseDiscoveryRate?: number;
        /** Of a hot spot, 0 to 1. Default: 0.05. */
        hotSpotFalseDiscoveryRate?: number;
        /** Fewer assessed products are too little data. Default: 5. */
        minAssessed?: number;
        /** So is a smaller share of assessed products. Default: 0.5. */
        minCoverage?: number;
        /** Effective products below which it is concentrated. Default: 3. */
        concentratedBelow?: number;
        /** Share of affected products above which a cause is common. Default: 0.5. */
        commonCauseAbove?: number;
      };
    };

    /** Who may push models from a pipeline. */
    push?: {
      /** A service that is not listed may push nothing. Default: none. */
      subjects?: Array<{
        /** Subject of the service's token; `*` stands for any text. */
        subject: string;
        /** Names of the sources it may push, with `*` for any text. */
        sources: string[];
        /** Refs of the entities it may push for, with `*` for any text. */
        entities: string[];
        /**
         * Whether it may also push versions as of earlier moments, before the
         * first live import of a product. Default: false.
         */
        backfill?: boolean;
      }>;
    };
  };
}
