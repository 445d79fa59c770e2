/**
 * What a machine says about how registries are reached. Nothing of it gets into
 * the image: it is for RUN alone, as the builder's own proxy settings are.
 */
const REGISTRY =
  /^(https?|all|no)_proxy$|(^|_)(CA_BUNDLE|CACERT|CAINFO|CA_CERTS|CERT|CERT_FILE|CERT_DIR)$|^(PIP|UV)_(INDEX|EXTRA_INDEX|DEFAULT_INDEX|DEFAULT_TIMEOUT|NATIVE_TLS)|^GO(PROXY|SUMDB|NOSUMDB|FLAGS)$|^CARGO_(HTTP|REGISTR|NET)|^npm_config_registry$/i;

/** @param env - the machine's environment */
export function machineVariables(
  env: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      REGISTRY.test(name) && value ? [[name, value]] : [],
    ),
  );
}
