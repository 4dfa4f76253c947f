package dev.dragoman.provider.oci;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.oracle.OracleEmbeddings;
import dev.dragoman.provider.FormedService;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Service;
import dev.dragoman.provider.Target;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code oci}: Oracle Cloud Infrastructure's Generative AI.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/api/#/en/generative-ai-inference/20231130/ChatResult/Chat">Oracle: Chat</a>
 */
public final class OciProvider {

    /** Its name in a model string. */
    public static final String NAME = "oci";

    private OciProvider() {}

    /** The provider; {@code openai} must be OpenAI's dialect as other servers speak it. */
    public static Provider speaking(Dialect openai) {
        OciAddress address = new OciAddress();
        Dialect dialect = new OciDialect(openai);
        Provider provider = new Provider(
                NAME,
                "OCI",
                dialect,
                address,
                new OciCredentials(),
                new OciQuirks(),
                List.of(),
                List.of("OCI_API_BASE"),
                Map.of(
                        "oci_user",
                        "OCI_USER",
                        "oci_fingerprint",
                        "OCI_FINGERPRINT",
                        "oci_tenancy",
                        "OCI_TENANCY",
                        "oci_key",
                        "OCI_KEY",
                        "oci_key_file",
                        "OCI_KEY_FILE",
                        "oci_region",
                        "OCI_REGION",
                        OciQuirks.COMPARTMENT,
                        "OCI_COMPARTMENT_ID"));
        Service embeddings =
                new FormedService(Operation.EMBEDDINGS, address, dialect::readError, OciProvider::embeddings);
        return provider.offering(Map.of(Operation.EMBEDDINGS, embeddings));
    }

    private static OracleEmbeddings embeddings(Target target) {
        String compartment = target.setting(OciQuirks.COMPARTMENT);
        return new OracleEmbeddings(compartment == null ? "" : compartment.strip(), OciQuirks.serving(target));
    }
}
