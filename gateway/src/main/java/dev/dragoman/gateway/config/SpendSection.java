package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what the ledger keeps of calls, from {@code general_settings} and {@code litellm_settings}. */
final class SpendSection {

    private static final String GENERAL = "general_settings";
    private static final String MAPPINGS = "user_header_mappings";
    private static final String CRON = "maximum_spend_logs_cleanup_cron";
    private static final String NAME = "header_name";
    private static final String ROLE = "litellm_user_role";
    private static final String END_USER = "customer";

    private final Problems problems;
    private final Mapping general;

    SpendSection(Problems problems, Mapping general) {
        this.problems = problems;
        this.general = general;
    }

    SpendSettings read(SectionValues values, SectionValues litellm, int longestText) {
        return new SpendSettings(
                !values.truth("disable_spend_logs", false),
                !values.truth("disable_error_logs", false),
                !litellm.truth("disable_end_user_cost_tracking", false),
                userHeaders(),
                oldHeader(values.text("user_header_name")),
                litellm.texts("extra_spend_tag_headers").stream()
                        .map(SpendSection::lower)
                        .toList(),
                !litellm.truth("disable_add_user_agent_to_request_tags", false),
                new SpendSettings.Texts(values.truth("store_prompts_in_spend_logs", false), longestText),
                retention(values));
    }

    private SpendSettings.Retention retention(SectionValues values) {
        return new SpendSettings.Retention(
                values.spanOrNull("maximum_spend_logs_retention_period"),
                values.span(
                        "maximum_spend_logs_retention_interval",
                        SpendSettings.DEFAULTS.retention().interval()),
                schedule(values.text(CRON)));
    }

    private @Nullable CronSchedule schedule(@Nullable String text) {
        CronSchedule schedule = text == null ? null : CronSchedule.of(text);
        if (text != null && schedule == null) {
            ConfigNode node = general.get(CRON);
            problems.error(
                    node == null ? general.location() : node.location(),
                    KeyPath.child(GENERAL, CRON),
                    text,
                    "minute, hour, day, month and weekday, such as 0 4 * * *");
        }
        return schedule;
    }

    private List<String> userHeaders() {
        List<String> headers = new ArrayList<>();
        if (general.get(MAPPINGS) instanceof Sequence sequence) {
            for (ConfigNode item : sequence.items()) {
                String name = item instanceof Mapping mapping ? mapping.text(NAME) : null;
                String role = item instanceof Mapping mapping ? mapping.text(ROLE) : null;
                if (name == null || role == null) {
                    problems.error(
                            item.location(),
                            KeyPath.child(GENERAL, MAPPINGS),
                            Secrecy.shown(MAPPINGS, item),
                            "maps of header_name and litellm_user_role");
                } else if (role.equals(END_USER)) {
                    headers.add(lower(name));
                }
            }
        }
        return headers;
    }

    private static @Nullable String oldHeader(@Nullable String name) {
        return name == null ? null : lower(name);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
