package dev.dragoman.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.oracle.OracleEmbeddings;
import dev.dragoman.dialect.watsonx.WatsonxEmbeddings;
import dev.dragoman.dialect.watsonx.WatsonxRerank;
import dev.dragoman.error.ApiResponseException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Operations beside conversations in vendors' own forms. */
final class ServiceFormsTest {

    private static final JsonObject PROJECT = JsonObject.of("project_id", new JsonString("p1"));

    @Test
    void watsonxMakesVectorsForAProject() {
        ServiceForm.Written written = new WatsonxEmbeddings(PROJECT)
                .write(
                        asked(
                                "{\"model\":\"ibm/slate\",\"input\":[\"a\",\"b\"],\"truncate_input_tokens\":9,\"user\":\"u\"}"));

        assertThat(sent(written))
                .containsExactly(
                        "{\"model_id\":\"ibm/slate\",\"inputs\":[\"a\",\"b\"],\"parameters\":{\"truncate_input_tokens\":9},"
                                + "\"project_id\":\"p1\"}");
        assertThat(written.unsupported()).containsExactly("user");
        ServiceForm.Told told =
                read(written, "{\"results\":[{\"embedding\":[1]},{\"embedding\":[2]}],\"input_token_count\":5}");
        assertThat(text(told)).contains("\"index\":1,\"embedding\":[2]", "\"prompt_tokens\":5");
    }

    @Test
    void watsonxPutsTextsInOrder() {
        ServiceForm.Written written = new WatsonxRerank(PROJECT)
                .write(asked("{\"model\":\"m\",\"query\":\"q\",\"documents\":[\"a\",{\"text\":\"b\"}],\"top_n\":1}"));

        assertThat(sent(written))
                .containsExactly("{\"model_id\":\"m\",\"query\":\"q\",\"inputs\":[{\"text\":\"a\"},{\"text\":\"b\"}],"
                        + "\"parameters\":{\"return_options\":{\"top_n\":1}},\"project_id\":\"p1\"}");
        ServiceForm.Told told = read(
                written,
                "{\"results\":[{\"index\":0,\"score\":0.1},{\"index\":1,\"score\":0.9}],\"input_token_count\":7}");
        assertThat(text(told))
                .contains("\"results\":[{\"index\":1,\"relevance_score\":0.9,\"document\":{\"text\":\"b\"}}]")
                .contains("\"tokens\":{\"input_tokens\":7}");
    }

    @Test
    void oracleTakesNinetySixTextsAtOnce() {
        String texts = String.join(",", Collections.nCopies(97, "\"a\""));
        JsonObject serving = JsonObject.of("servingType", new JsonString("ON_DEMAND"));
        ServiceForm.Written written = new OracleEmbeddings("c1", serving)
                .write(asked("{\"model\":\"m\",\"input\":[" + texts + "],\"input_type\":\"search_query\"}"));

        assertThat(sent(written)).hasSize(2);
        assertThat(sent(written).getLast())
                .isEqualTo("{\"compartmentId\":\"c1\",\"servingMode\":{\"servingType\":\"ON_DEMAND\"},"
                        + "\"inputType\":\"SEARCH_QUERY\",\"inputs\":[\"a\"]}");
        String first = "{\"embeddings\":[" + String.join(",", Collections.nCopies(96, "[1]")) + "]}";
        assertThat(text(read(written, first, "{\"embeddings\":[[2]]}"))).contains("\"index\":96,\"embedding\":[2]");
    }

    @Test
    void anAnswerWithTooFewVectorsIsTheVendorsFault() {
        ServiceForm.Written written =
                new WatsonxEmbeddings(PROJECT).write(asked("{\"model\":\"m\",\"input\":[\"a\",\"b\"]}"));

        assertThatThrownBy(() -> read(written, "{\"results\":[{\"embedding\":[1]}]}"))
                .isInstanceOf(ApiResponseException.class)
                .hasMessageContaining("1 vectors (expected: 2)");
    }

    @Test
    void aWrongWordIsRefusedWithThoseThatAreRight() {
        OracleEmbeddings form = new OracleEmbeddings("c1", JsonObject.EMPTY);

        assertThatThrownBy(() -> form.write(asked("{\"model\":\"m\",\"input\":\"a\",\"truncate\":\"ALL\"}")))
                .isInstanceOf(BadRequestException.class)
                .hasMessage("truncate: \"ALL\" (expected: NONE, START, END)");
    }

    private static Asked asked(String json) {
        JsonBody body = JsonBody.parse(json.getBytes(StandardCharsets.UTF_8));
        return new Asked(body, List.of(), new ReplyFrame("id-1", "public-name", 1, false, false));
    }

    private static List<String> sent(ServiceForm.Written written) {
        return written.bodies().stream().map(body -> body.toObject().toJson()).toList();
    }

    private static ServiceForm.Told read(ServiceForm.Written written, String... answers) {
        List<ServiceForm.Heard> heard = Stream.of(answers)
                .map(answer -> new ServiceForm.Heard(Headers.EMPTY, answer.getBytes(StandardCharsets.UTF_8)))
                .toList();
        return written.read().apply(heard);
    }

    private static String text(ServiceForm.Told told) {
        return new String(told.body().toBytes(), StandardCharsets.UTF_8);
    }
}
