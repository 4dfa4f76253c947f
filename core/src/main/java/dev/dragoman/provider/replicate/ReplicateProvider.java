package dev.dragoman.provider.replicate;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.prompt.PromptDialect;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code replicate}: language models at Replicate. Its calls take several exchanges, so that they go through
 * {@link ReplicateUpstream}.
 *
 * @see <a href="https://replicate.com/docs/reference/http#predictions.create">Replicate: Create a prediction</a>
 */
public final class ReplicateProvider {

    /** Its name in a model string. */
    public static final String NAME = "replicate";

    private ReplicateProvider() {}

    /** The provider. */
    public static Provider create() {
        ReplicateAddress address = new ReplicateAddress();
        Dialect dialect = PromptDialect.replicate();
        return new Provider(
                        NAME,
                        "Replicate",
                        dialect,
                        address,
                        new ReplicateCredentials(),
                        new ReplicateQuirks(),
                        List.of("REPLICATE_API_KEY", "REPLICATE_API_TOKEN"),
                        List.of("REPLICATE_API_BASE"))
                .offering(Map.of(Operation.IMAGES, new ReplicateImages(address, dialect::readError)));
    }
}
