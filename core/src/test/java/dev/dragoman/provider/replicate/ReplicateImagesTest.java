package dev.dragoman.provider.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.dialect.ReplyFrame;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.provider.ImageAddresses;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Plan;
import dev.dragoman.provider.Progress;
import dev.dragoman.provider.ServiceRequest;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorAnswer;
import dev.dragoman.provider.VendorCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Images of predictions that are made, looked after, and fetched. */
final class ReplicateImagesTest {

    private static final String STORE = "https://replicate.delivery/1.webp";

    private final ReplicateImages images = new ReplicateImages(
            (operation, target, stream) -> ImageAddresses.endpoint("https://api.replicate.com/v1/predictions"),
            error -> new BadRequestException("refused"));

    @Test
    void predictionsAreLookedAtUntilAllAreDone() {
        Progress.Asking first = (Progress.Asking)
                plan("{\"prompt\":\"a cat\",\"n\":2,\"size\":\"1792x1024\"}").first();

        assertThat(first.calls()).hasSize(2);
        assertThat(sent(first.calls().getFirst()))
                .isEqualTo("{\"input\":{\"prompt\":\"a cat\",\"aspect_ratio\":\"16:9\"},\"version\":\"v1\"}");
        Progress.Asking again = (Progress.Asking) after(first, done("\"a\""), running());
        assertThat(again.pause()).isPositive();
        assertThat(again.calls()).hasSize(1);
        assertThat(again.calls().getFirst().signed()).isTrue();
        Progress.Answered answered = (Progress.Answered) after(again, done("[\"" + STORE + "\"]"));
        assertThat(new String(answered.reply().body().toBytes(), StandardCharsets.UTF_8))
                .contains("\"data\":[{\"url\":\"a\"},{\"url\":\"" + STORE + "\"}]");
    }

    @Test
    void anImageItselfIsFetchedWithoutTheKey() {
        Progress.Asking first = (Progress.Asking)
                plan("{\"prompt\":\"a cat\",\"response_format\":\"b64_json\"}").first();

        Progress.Asking fetch = (Progress.Asking) after(first, done("\"" + STORE + "\""));
        assertThat(fetch.calls().getFirst().signed()).isFalse();
        Progress.Answered answered = (Progress.Answered) after(fetch, "hello");
        assertThat(new String(answered.reply().body().toBytes(), StandardCharsets.UTF_8))
                .contains("\"b64_json\":\"aGVsbG8=\"");
    }

    @Test
    void theKeyStaysWithTheVendor() {
        Progress.Asking first = (Progress.Asking) plan("{\"prompt\":\"a cat\"}").first();

        Progress.Asking again = (Progress.Asking)
                after(first, "{\"status\":\"starting\",\"urls\":{\"get\":\"https://elsewhere.example/x\"}}");

        assertThat(again.calls().getFirst().signed()).isFalse();
    }

    @Test
    void aFilteredImageIsAMatterOfPolicy() {
        Progress.Asking first = (Progress.Asking) plan("{\"prompt\":\"a cat\"}").first();

        assertThatThrownBy(() -> after(first, "{\"status\":\"failed\",\"error\":\"NSFW content detected.\"}"))
                .isInstanceOf(ContentPolicyViolationException.class);
    }

    private Plan plan(String members) {
        JsonBody body = JsonBody.parse(
                ("{\"model\":\"owner/name:v1\"," + members.substring(1)).getBytes(StandardCharsets.UTF_8));
        Target target = new Target("owner/name:v1", null, "r8", null, Map.of(), ModelTraits.unknown("name"));
        ReplyFrame frame = new ReplyFrame("id", "public", 1, false, false);
        return images.plan(new ServiceRequest(Operation.IMAGES, body, List.of(), false, frame, List.of()), target);
    }

    private static Progress after(Progress.Asking asking, String... answers) {
        return asking.then()
                .apply(Stream.of(answers)
                        .map(answer -> new VendorAnswer(Headers.EMPTY, answer.getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }

    private static String sent(VendorCall call) {
        return new String(((VendorCall.Payload.Bytes) call.payload()).body().toBytes(), StandardCharsets.UTF_8);
    }

    private static String running() {
        return "{\"status\":\"processing\",\"urls\":{\"get\":\"https://api.replicate.com/v1/predictions/1\"}}";
    }

    private static String done(String output) {
        return "{\"status\":\"succeeded\",\"output\":" + output + "}";
    }
}
