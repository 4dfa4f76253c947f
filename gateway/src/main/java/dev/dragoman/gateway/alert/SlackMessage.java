package dev.dragoman.gateway.alert;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Alerts as Slack takes them, and Teams and Discord at addresses that take the same.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack: incoming webhooks</a>
 */
final class SlackMessage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private SlackMessage() {}

    /** One message of alerts of one type. */
    static String of(List<Alert> alerts, @Nullable String address) {
        StringBuilder text = new StringBuilder();
        if (alerts.size() > 1) {
            text.append("[Num Alerts: ").append(alerts.size()).append("]\n\n");
        }
        text.append("Alert type: `").append(alerts.getFirst().type()).append("`\nLevel: `High`");
        for (Alert alert : alerts) {
            text.append("\nTimestamp: `").append(TIME.format(alert.at())).append("`\n\nMessage: ");
            text.append(escaped(alert.text())).append('\n');
        }
        if (address != null) {
            text.append("\nProxy URL: `").append(address).append('`');
        }
        return JsonObject.of("text", new JsonString(text.toString())).toJson();
    }

    /** Names that people chose must not become links or mentions. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
