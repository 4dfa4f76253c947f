package dev.dragoman.provider.polly;

import dev.dragoman.dialect.converse.ConverseDialect;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code aws_polly}: voices of Amazon Polly; its models are the engines.
 *
 * @see <a href="https://docs.aws.amazon.com/polly/latest/dg/API_SynthesizeSpeech.html">AWS: SynthesizeSpeech</a>
 */
public final class PollyProvider {

    /** Its name in a model string. */
    public static final String NAME = "aws_polly";

    private PollyProvider() {}

    /** The provider. */
    public static Provider create() {
        PollyAddress address = new PollyAddress();
        // All of AWS's services tell errors in the same way.
        PollySpeech speech = new PollySpeech(address, new ConverseDialect()::readError);
        return new Provider(
                NAME,
                "AmazonPolly",
                List.of(),
                Map.of(Operation.SPEECH, speech),
                address,
                new PollyCredentials(),
                List.of(),
                List.of("AWS_POLLY_API_BASE"),
                Map.of());
    }
}
