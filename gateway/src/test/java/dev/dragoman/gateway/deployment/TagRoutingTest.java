package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class TagRoutingTest {

    private static final String ON = "router_settings: {num_retries: 0, enable_tag_filtering: true}\n";
    private static final String STRICT =
            "router_settings: {num_retries: 0, enable_tag_filtering: true, tag_filtering_match_any: false}\n";

    @Test
    void theDeploymentWithATagOfTheCallAnswers() {
        try (Routed routed = new Routed(ON, "tags: [free]", "tags: [paid, eu]", "tags: [default]")) {
            for (int i = 0; i < 4; i++) {
                assertThat(routed.askWith("\"tags\":[\"eu\",\"x\"]").body()).contains("from two");
                assertThat(routed.askWith("\"metadata\":{\"tags\":[\"free\"]}").body())
                        .contains("from one");
                assertThat(routed.askWith("\"litellm_metadata\":{\"tags\":[\"free\"]}")
                                .body())
                        .contains("from one");
                assertThat(routed.ask("x-litellm-tags", "x, paid").body()).contains("from two");
                assertThat(routed.ask().body()).contains("from three");
                assertThat(routed.ask("x-litellm-tags", "other").body()).contains("from three");
            }
        }
    }

    @Test
    void whereAllTagsMustMatchOneIsNotEnough() {
        try (Routed routed = new Routed(STRICT, "tags: [a]", "tags: [a, b]", "tags: [b]")) {
            for (int i = 0; i < 4; i++) {
                assertThat(routed.ask("x-litellm-tags", "a,b").body()).contains("from two");
            }
        }
    }

    @Test
    void aClientIsToldThatNoDeploymentHasItsTags() {
        try (Routed routed = new Routed(ON, "tags: [a]", "tags: [b]", "")) {
            HttpResponse<String> refused = routed.ask("x-litellm-tags", "c");

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body())
                    .contains("Not allowed to access model due to tags configuration. Passed model=chat and tags=[c]");
        }
    }

    @Test
    void theClientsNameMayStandForATag() {
        try (Routed routed = new Routed(ON, "tag_regex: ['^User-Agent: claude-code/']", "tags: [default]", "")) {
            for (int i = 0; i < 4; i++) {
                assertThat(routed.ask("user-agent", "claude-code/2.1").body()).contains("from one");
                assertThat(routed.ask("user-agent", "curl/8").body()).contains("from two");
            }
        }
    }

    @Test
    void withoutTheSwitchTagsChangeNothing() {
        String off = "router_settings: {num_retries: 0}\n";
        try (Routed routed = new Routed(off, "tags: [a], weight: 1", "tags: [b], weight: 0", "tags: [c], weight: 0")) {
            assertThat(routed.ask("x-litellm-tags", "b").body()).contains("from one");
        }
    }
}
