package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TracesTest {

    private final Traces traces = new Traces(3);

    @Test
    void theOldestIsForgottenFirst() {
        for (int i = 0; i < 5; i++) {
            traces.keep(trace("call-" + i, "model"));
        }

        assertThat(traces.find("call-1")).isNull();
        assertThat(traces.find("call-2")).isNotNull();
        assertThat(traces.find("call-4")).isNotNull();
    }

    @Test
    void ofTwoWithTheSameIdTheNewerIsFound() {
        traces.keep(trace("same", "older"));
        traces.keep(trace("same", "newer"));

        assertThat(traces.find("same")).extracting(Trace::model).isEqualTo("newer");
    }

    private static Trace trace(String id, String model) {
        return new Trace(id, model, new CallSize("chat", 0, null), 0, 0, List.of(), List.of(), null, null);
    }
}
