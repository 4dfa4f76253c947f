package dev.dragoman.provider.bedrock;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.converse.ConverseDialect;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code bedrock}: every text model of Amazon Bedrock by the Converse operations.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/conversation-inference.html">AWS: Converse API</a>
 */
public final class BedrockProvider {

    /** Its name in a model string. */
    public static final String NAME = "bedrock";

    private BedrockProvider() {}

    /** The provider. */
    public static Provider create() {
        Dialect dialect = new ConverseDialect();
        Address address = new BedrockAddress();
        return new Provider(
                        NAME,
                        "Bedrock",
                        dialect,
                        address,
                        new BedrockCredentials(),
                        new BedrockQuirks(),
                        List.of("AWS_BEARER_TOKEN_BEDROCK"),
                        List.of("AWS_BEDROCK_RUNTIME_ENDPOINT"))
                .offering(Map.of(Operation.COUNT_TOKENS, BedrockCount.at(address, dialect)));
    }
}
