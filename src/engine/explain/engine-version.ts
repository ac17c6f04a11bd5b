/** The version of the rules: results of one version can be recomputed with it. The package's own. */
export const ENGINE_VERSION = "0.3.0";
