package dev.dragoman.provider.bedrock;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.dialect.converse.ConverseDialect;
import dev.dragoman.dialect.prompt.PromptDialect;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.ModelRule;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Quirks;
import java.util.List;
import java.util.Map;

/**
 * The provider {@code bedrock}: every text model of Amazon Bedrock by Converse, and those that are wanted so by InvokeModel.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/userguide/conversation-inference.html">AWS: Converse API</a>
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html">AWS: InvokeModel</a>
 */
public final class BedrockProvider implements ModelRule {

    /** Its name in a model string. */
    public static final String NAME = "bedrock";

    private final Dialect openai;
    private final Dialect converse = new ConverseDialect();
    private final Credentials credentials = new BedrockCredentials();
    private final Address address = new BedrockAddress();
    private final Provider usual = provider(converse, credentials, new BedrockQuirks())
            .offering(Map.of(Operation.COUNT_TOKENS, BedrockCount.at(address, converse)));

    private BedrockProvider(Dialect openai) {
        this.openai = openai;
    }

    /** The provider; {@code openai} must be OpenAI's dialect as other servers speak it. */
    public static BedrockProvider speaking(Dialect openai) {
        return new BedrockProvider(openai);
    }

    @Override
    public Provider provider(String model) {
        return switch (BedrockRoute.of(model)) {
            case CONVERSE -> usual;
            case CLAUDE ->
                provider(
                        invoked(new AnthropicDialect(), ChunkNaming.TYPE),
                        new ClaudeBetas(credentials),
                        new ClaudeQuirks());
            case NOVA -> provider(invoked(converse, ChunkNaming.MEMBER), credentials, new NovaQuirks());
            case OPENAI -> provider(invoked(openai, ChunkNaming.COUNTED), credentials, new OpenAiQuirks());
            case LLAMA -> text(PromptDialect.llama());
            case MISTRAL -> text(PromptDialect.mistral());
            case DEEPSEEK -> text(PromptDialect.deepSeek());
            case TITAN -> text(PromptDialect.titan());
        };
    }

    private Provider text(Dialect spoken) {
        return provider(invoked(spoken, ChunkNaming.NONE), credentials, new BedrockQuirks());
    }

    private Dialect invoked(Dialect spoken, ChunkNaming naming) {
        return new InvokeDialect(spoken, converse, naming);
    }

    private static Provider provider(Dialect dialect, Credentials credentials, Quirks quirks) {
        return new Provider(
                        NAME,
                        "Bedrock",
                        dialect,
                        new BedrockAddress(),
                        credentials,
                        quirks,
                        List.of("AWS_BEARER_TOKEN_BEDROCK"),
                        List.of("AWS_BEDROCK_RUNTIME_ENDPOINT"),
                        BedrockBatches.VARIABLES)
                .offering(BedrockServices.of(new ConverseDialect()::readError))
                .offering(Map.of(Operation.BATCHES, new BedrockBatches(dialect::readError)));
    }
}
