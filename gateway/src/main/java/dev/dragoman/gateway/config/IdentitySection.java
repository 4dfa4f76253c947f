package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads who may call without a key of the gateway. */
final class IdentitySection {

    private static final String GENERAL = "general_settings";
    private static final String CODE = "extension_path";

    private final SectionReader reader;

    IdentitySection(SectionReader reader) {
        this.reader = reader;
    }

    /**
     * What the sections say.
     *
     * @param general the section {@code general_settings}
     * @param own the section {@code dragoman_settings}
     */
    IdentitySettings read(Mapping general, SectionValues values, Mapping own, SectionValues ownValues) {
        return new IdentitySettings(
                new TokenSection(reader, general, values).read(), custom(general, values, own, ownValues));
    }

    private CustomAuthSettings custom(Mapping general, SectionValues values, Mapping own, SectionValues ownValues) {
        String type = values.text("custom_auth");
        SectionValues how = reader.closed(
                "custom_auth_settings",
                GENERAL + ".custom_auth_settings",
                SectionReader.mapping(general, "custom_auth_settings"));
        String mode = how.text("mode");
        ConfigNode written = general.get("custom_auth");
        Path code = ownValues.path(CODE);
        ConfigNode place = own.get(CODE);
        if (code != null && !Files.isReadable(code)) {
            reader.problems()
                    .error(
                            place == null ? own.location() : place.location(),
                            "dragoman_settings." + CODE,
                            "\"" + code + "\"",
                            "a folder of jars, or a jar, that can be read");
        }
        return new CustomAuthSettings(
                type,
                type == null || written == null ? null : written.location(),
                mode == null
                        ? CustomAuthSettings.NONE.mode()
                        : CustomAuthSettings.Mode.valueOf(mode.toUpperCase(Locale.ROOT)),
                values.truth("custom_auth_run_common_checks", false),
                existing(code));
    }

    private static @Nullable Path existing(@Nullable Path code) {
        return code != null && Files.isReadable(code) ? code : null;
    }
}
