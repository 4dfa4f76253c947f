package dev.dragoman.dialect.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.dialect.DialectLaws;
import dev.dragoman.dialect.Talk;
import dev.dragoman.json.JsonBody;
import dev.dragoman.model.ChatEvent;
import dev.dragoman.model.ChatReply;
import dev.dragoman.model.ChatRequest;
import dev.dragoman.testkit.FakeBedrock;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was written reads back the same, a vendor takes it, and a stream is the whole answer in pieces. */
final class ConverseLawsTest implements DialectLaws {

    @Override
    public Talk talk() {
        return Conversing.TALK;
    }

    @Override
    public ChatRequest request(long seed) {
        return new Generating(seed).request();
    }

    @Override
    public ChatReply reply(long seed) {
        return new Generating(seed).reply();
    }

    @Override
    public List<ChatEvent> telling(ChatReply reply) {
        return Telling.of(reply);
    }

    @Test
    void everyRequestIsTakenByAVendorAsStrictAsTheRealOne() throws Exception {
        try (FakeBedrock vendor = FakeBedrock.start();
                HttpClient client = HttpClient.newHttpClient()) {
            for (long seed = 0; seed < 200; seed++) {
                JsonBody body = sent(seed).without("model").without("stream");

                HttpResponse<String> response = DialectLaws.asked(client, vendor.baseUrl() + "/model/m/converse", body);

                assertThat(response.statusCode())
                        .as(seed + " " + response.body())
                        .isEqualTo(200);
            }
        }
    }
}
