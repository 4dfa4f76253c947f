package dev.dragoman.gateway.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

final class ScreensTest {

    private static final String PLAIN = "router_settings: {num_retries: 0}\n";
    private static final String CHECKED = "router_settings: {num_retries: 0, enable_pre_call_checks: true}\n";

    @Test
    void aCallIsAnsweredInItsRegion() {
        try (Routed routed = new Routed(PLAIN, "region_name: us-east-1", "region_name: europe-west4", "")) {
            for (int i = 0; i < 5; i++) {
                assertThat(routed.askWith("\"allowed_model_region\":\"eu\"").body())
                        .contains("from two");
            }
            HttpResponse<String> refused = routed.askWith("\"allowed_model_region\":\"ap\"");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body())
                    .contains("one is in us-east-1, not in ap; two is in europe-west4, not in ap;"
                            + " three is in no region that is known, not in ap");
        }
    }

    @Test
    void aDeploymentOutsideItsOwnAllowedRegionIsLeftOut() {
        String wrong = "region_name: us-east-1, allowed_model_region: eu";
        try (Routed routed = new Routed(CHECKED, wrong, wrong, "region_name: eu-west-1, allowed_model_region: eu")) {
            assertThat(routed.answers(5)).containsOnlyKeys("three");
        }
    }

    @Test
    void aSchemaIsAskedOfModelsThatKnowSchemas() {
        String schema = "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                + "{\"name\":\"x\",\"schema\":{\"type\":\"object\"}}}";
        try (Routed routed = new Routed(CHECKED, "", "model: openai/gpt-3.5-turbo", "model: openai/gpt-4")) {
            for (int i = 0; i < 5; i++) {
                assertThat(routed.askWith(schema).body()).contains("from one");
            }
        }
    }

    @Test
    void aSearchOfTheWebIsAskedOfModelsThatMaySearch() {
        try (Routed routed = Routed.withInfo(PLAIN, "supports_web_search: false", "", "supports_web_search: false")) {
            for (int i = 0; i < 5; i++) {
                assertThat(routed.askWith("\"web_search_options\":{}").body()).contains("from two");
            }
        }
        try (Routed routed = Routed.withInfo(
                PLAIN, "supports_web_search: false", "supports_web_search: false", "supports_web_search: false")) {
            HttpResponse<String> refused = routed.askWith("\"web_search_options\":{}");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("no deployment of model=chat searches the web");
        }
    }
}
