package dev.dragoman.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.catalog.Catalog;
import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.anthropic.AnthropicDialect;
import dev.dragoman.dialect.openai.OpenAiDialect;
import dev.dragoman.dialect.responses.ResponsesDialect;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.Adjusted;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenAiResponsesTest {

    private static final Dialect CHAT = new OpenAiDialect();
    private static final ResponsesDialect RESPONSES = new ResponsesDialect(CHAT);
    private static final Provider OPENAI = OpenAiProvider.speaking(CHAT, RESPONSES);
    private static final String TOOLS = "'tools':[{'type':'function','function':{'name':'f'}}]";

    private static JsonBody body(String members) {
        byte[] bytes = ("{" + members + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return JsonBody.parse(dev.dragoman.http.Slice.of(bytes), RESPONSES.watch());
    }

    private static String raw(JsonBody body, String name) {
        return Objects.requireNonNull(body.raw(name)).text();
    }

    private static Target target(String model, @Nullable String base) {
        ModelTraits traits = Catalog.builtIn().traits("openai", model, null);
        return new Target(model, base, "k", null, Map.of(), traits);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, , RESPONSES",
        "gpt-4o, https://eu.api.openai.com/v1, RESPONSES",
        "gpt-4o, http://127.0.0.1:8000/v1, CHAT",
        "responses/gpt-4o, http://127.0.0.1:8000/v1, RESPONSES",
    })
    void clientsOfResponsesAreServedInThemWhereTheyAreKnownToBe(
            String model, @Nullable String base, Operation operation) {
        assertThat(OPENAI.spokenTo(RESPONSES, body("'model':'m'"), target(model, base))
                        .operation())
                .isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gpt-4o|'model':'m'|CHAT",
                "responses/gpt-4o|'model':'m'|RESPONSES",
                "gpt-5-pro|'model':'m'|RESPONSES",
                "gpt-5.1-codex|'model':'m'|RESPONSES",
                "gpt-5.2|" + TOOLS + ",'reasoning_effort':'high'|CHAT",
                "gpt-5.4|" + TOOLS + "|CHAT",
                "gpt-5.4|" + TOOLS + ",'reasoning_effort':'none'|CHAT",
                "gpt-5.4|" + TOOLS + ",'reasoning_effort':'low'|RESPONSES",
                "gpt-5.4|" + TOOLS + ",'reasoning_effort':{'effort':'low'}|RESPONSES",
                "gpt-5.4|" + TOOLS + ",'thinking':{'type':'enabled','budget_tokens':2048}|RESPONSES",
                "gpt-5.4|" + TOOLS + ",'thinking':{'type':'disabled'}|CHAT",
                "gpt-5.4|'tools':[],'reasoning_effort':'low'|CHAT",
                "gpt-5.4|'reasoning_effort':'low'|CHAT",
                "gpt-5.6|" + TOOLS + "|RESPONSES",
                "gpt-5.6|" + TOOLS + ",'reasoning_effort':'none'|CHAT",
                "gpt-5.10|" + TOOLS + "|RESPONSES",
            })
    void otherClientsAreServedInResponsesWhereNothingElseWillDo(String model, String asked, Operation operation) {
        assertThat(OPENAI.spokenTo(CHAT, body(asked), target(model, null)).operation())
                .isEqualTo(operation);
        assertThat(OPENAI.spokenTo(new AnthropicDialect(), body(asked), target(model, null))
                        .operation())
                .isEqualTo(operation);
    }

    @Test
    void responsesHaveAnAddress() {
        assertThat(OPENAI.address()
                        .endpoint(Operation.RESPONSES, target("m", null), true)
                        .base())
                .isEqualTo("https://api.openai.com/v1/responses");
    }

    private static Adjusted adjusted(String model, String members) {
        Target target = target(model, null);
        return OPENAI.spokenTo(RESPONSES, body(members), target).quirks().adjust(body(members), target);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "o4-mini|'temperature':0.5,'top_p':0.5|top_p temperature",
                "o4-mini|'temperature':1|",
                "gpt-5|'temperature':0.5|temperature",
                "gpt-5.2|'temperature':0.5|",
                "gpt-5.2|'temperature':0.5,'reasoning':{'effort':'low'}|temperature",
                "gpt-4o|'reasoning':{'effort':'low'}|reasoning",
                "gpt-4o|'text':{'verbosity':'low'}|verbosity",
                "gpt-5|'text':{'verbosity':'low'}|",
                "gpt-4o|'temperature':0.5,'top_logprobs':2|",
            })
    void whatAModelDoesNotTakeIsTold(String model, String members, @Nullable String names) {
        List<String> told = adjusted(model, members).unsupported();

        assertThat(String.join(" ", told)).isEqualTo(names == null ? "" : names);
        assertThat(adjusted(model, members).body().names()).noneMatch(told::contains);
    }

    @Test
    void theMarkerIsNoPartOfTheName() {
        assertThat(adjusted("responses/gpt-4o", "'model':'responses/gpt-4o'")
                        .body()
                        .string("model"))
                .isEqualTo("gpt-4o");
    }

    @Test
    void aModelWithoutThoughtsIsNotAskedForThem() {
        JsonBody body = adjusted("gpt-4o", "'include':['reasoning.encrypted_content','file_search_call.results']")
                .body();

        assertThat(String.valueOf(body.value("include")))
                .doesNotContain("encrypted")
                .contains("file_search");
    }

    @Test
    void aLimitThatIsTooLowForTheVendorIsTheLowestItTakes() {
        assertThat(raw(adjusted("gpt-4o", "'max_output_tokens':5").body(), "max_output_tokens"))
                .isEqualTo("16");
    }

    @Test
    void whatOtherVendorsLeftInTheItemsIsTakenOut() {
        String call = "call_" + "x".repeat(80);

        JsonBody body = adjusted(
                        "gpt-4o",
                        "'input':[{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'signed:c2ln'},"
                                + "{'type':'reasoning','id':'rs_2','summary':[],'encrypted_content':'gAAAA'},"
                                + "{'role':'user','content':[{'type':'input_text','text':'x','cache_control':{}}]},"
                                + "{'type':'function_call','call_id':'" + call + "','name':'f','arguments':'{}',"
                                + "'provider_specific_fields':{'thought_signature':'s'}},"
                                + "{'type':'function_call_output','call_id':'" + call + "','output':'1'}]")
                .body();

        String sent = raw(body, "input");
        assertThat(sent).contains("rs_2").doesNotContain("rs_1", "cache_control", "provider_specific_fields", call);
        assertThat(sent.split("\"call_[0-9a-f]{32}\"", -1)).hasSize(3);
    }

    @Test
    void aBodyWithNothingToTakeOutIsTheSame() {
        JsonBody asked = body("'model':'gpt-4o','input':[{'role':'user','content':'x'}]");
        Target target = target("gpt-4o", null);

        JsonBody body = OPENAI.spokenTo(RESPONSES, asked, target)
                .quirks()
                .adjust(asked, target)
                .body();

        assertThat(raw(body, "input")).isEqualTo(raw(asked, "input"));
    }
}
