package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where alerts go, and what is wrong with that. */
class AlertSectionTest {

    @TempDir
    private Path folder;

    @Test
    void addressesOfATypeTakeThePlaceOfTheUsualOne() {
        AlertSettings alerts = Configs.in(folder)
                .with(Map.of("SLACK_WEBHOOK_URL", "https://b.example", "WEBHOOK_URL", "http://c.example"))
                .settings("""
                        general_settings:
                          alerting: [slack, webhook]
                          alert_types: [budget_alerts, llm_too_slow]
                          alert_to_webhook_url: {budget_alerts: ["https://a.example/1", "https://a.example/2"]}
                        """)
                .alerts();

        assertThat(alerts.slack("budget_alerts")).containsExactly("https://a.example/1", "https://a.example/2");
        assertThat(alerts.slack("llm_too_slow")).containsExactly("https://b.example");
        assertThat(alerts.webhook()).isEqualTo("http://c.example");
        assertThat(alerts.sends("budget_alerts")).isTrue();
        assertThat(alerts.sends("daily_reports")).isFalse();
    }

    @Test
    void nothingIsSentWhereNothingIsSaid() {
        assertThat(Configs.in(folder).settings("model_list: []\n").alerts().sends("budget_alerts"))
                .isFalse();
    }

    @Test
    void whatIsMissingOrNoAddressStopsTheStart() {
        assertThat(Configs.in(folder).problems("general_settings: {alerting: [slack, webhook]}\n"))
                .contains(
                        "config.yaml:1: error: general_settings.alerting: no address in SLACK_WEBHOOK_URL"
                                + " (expected: an address that begins with https:// or http://)",
                        "config.yaml:1: error: general_settings.alerting: no address in WEBHOOK_URL"
                                + " (expected: an address that begins with https:// or http://)");
        assertThat(
                        Configs.in(folder)
                                .problems(
                                        "general_settings: {alerting: [slack], alert_to_webhook_url: {budget_alerts: ftp://x/secret}}\n"))
                .contains("config.yaml:1: error: general_settings.alert_to_webhook_url.budget_alerts: (hidden)"
                        + " (expected: an address that begins with https:// or http://)");
    }

    @Test
    void aChannelThatIsNotKnownIsTold() {
        assertThat(Configs.in(folder).problems("general_settings: {alerting: [email]}\n"))
                .contains(
                        "config.yaml:1: warning: general_settings.alerting: email (expected: slack or webhook; nothing is"
                                + " sent there)");
    }
}
