package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.config.ConfigNode.Scalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads where secrets are kept, before any reference to one is followed. */
final class SecretSection {

    static final String KEY = "general_settings.key_management_settings";

    private static final String SYSTEM = "key_management_system";
    private static final String SETTINGS = "key_management_settings";
    private static final String PREFIX = "litellm/";
    private static final String IDENTITY = "aws_web_identity_token";
    private static final KeyType.Truth TRUTH = new KeyType.Truth();
    private static final List<String> AWS = List.of(
            "aws_region_name",
            "aws_role_name",
            "aws_session_name",
            "aws_external_id",
            "aws_profile_name",
            IDENTITY,
            "aws_sts_endpoint");

    private final Mapping root;
    private final Mapping general;
    private final Environment environment;

    private SecretSection(Mapping root, Environment environment) {
        Mapping section = SectionReader.mapping(root, "general_settings");
        this.root = root;
        this.general = section == null ? Mapping.empty(root.location()) : section;
        this.environment = environment;
    }

    /** The place; null when there is none, or its name is wrong, which the check of the whole section tells. */
    static @Nullable SecretSettings read(Mapping root, Environment environment, Problems problems) {
        SecretSection section = new SecretSection(root, environment);
        SecretSystem system = section.system();
        return system == null ? null : section.settings(system, problems);
    }

    /** Where the place is named, for problems. */
    static Location at(Mapping root) {
        Mapping general = SectionReader.mapping(root, "general_settings");
        ConfigNode named = general == null ? null : general.get(SYSTEM);
        return named == null ? root.location() : named.location();
    }

    private @Nullable SecretSystem system() {
        String word = general.text(SYSTEM);
        if (word != null) {
            KeySpec spec = KeyTable.load().section("general_settings").find(SYSTEM);
            KeyType type = Objects.requireNonNull(spec, SYSTEM).type();
            return type.value(Scalar.of(resolved(word), general.location())) instanceof String known
                    ? SecretSystem.of(known)
                    : null;
        }
        if (isOn("use_azure_key_vault")) {
            return SecretSystem.AZURE_KEY_VAULT;
        }
        return isOn("use_google_kms") ? SecretSystem.GOOGLE_KMS : null;
    }

    private boolean isOn(String key) {
        return general.get(key) instanceof Scalar scalar && Boolean.TRUE.equals(TRUTH.value(scalar));
    }

    private String resolved(String text) {
        String name = Variables.named(text);
        String value = name == null ? text : environment.get(name);
        return value == null ? "" : value;
    }

    private SecretSettings settings(SecretSystem system, Problems problems) {
        Mapping written = SectionReader.mapping(general, SETTINGS);
        Mapping mapping = written == null ? Mapping.empty(general.location()) : written;
        SectionReader reader = new SectionReader(KeyTable.load(), environment, problems);
        SectionValues values =
                reader.closed(KEY, KEY, new Variables(environment, new Problems()).resolve(KEY, mapping));
        if (system == SecretSystem.CUSTOM && values.text("custom_secret_manager") == null) {
            problems.error(
                    mapping.location(), KEY + ".custom_secret_manager", "nothing", "the class that reads secrets");
        }
        return new SecretSettings(
                system,
                !"write_only".equals(values.text("access_mode")),
                values.known().containsKey("hosted_keys") ? values.texts("hosted_keys") : null,
                values.text("primary_secret_name"),
                values.text("custom_secret_manager"),
                code(),
                aws(values, mapping),
                copies(values),
                trust());
    }

    private @Nullable Path code() {
        Mapping own = SectionReader.mapping(root, "dragoman_settings");
        String path = own == null ? null : text(own.get("extension_path"));
        return path == null || path.isEmpty() ? null : Path.of(path);
    }

    private static Map<String, String> aws(SectionValues values, Mapping mapping) {
        Map<String, String> aws = new HashMap<>();
        for (String name : AWS) {
            String value = values.text(name);
            if (value != null) {
                aws.put(name, value);
            }
        }
        String written = mapping.text(IDENTITY);
        if (written != null && Variables.isReferenceToToken(written)) {
            String named = Variables.named(written);
            aws.put(IDENTITY, named == null ? written : named); // Followed at every login.
        }
        return aws;
    }

    private static SecretSettings.Copies copies(SectionValues values) {
        String prefix = values.text("prefix_for_stored_virtual_keys");
        return new SecretSettings.Copies(
                values.truth("store_virtual_keys", false),
                prefix == null ? PREFIX : prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/",
                values.text("description"),
                values.textMap("tags"));
    }

    /** The same choice that counts for vendors. */
    private SecretSettings.Trust trust() {
        Mapping litellm = SectionReader.mapping(root, "litellm_settings");
        String written = litellm == null ? null : text(litellm.get("ssl_verify"));
        String told = written == null ? environment.get("SSL_VERIFY") : written;
        if (told != null && told.equalsIgnoreCase("false")) {
            return new SecretSettings.Trust(false, null);
        }
        String file = told == null || told.equalsIgnoreCase("true") ? environment.get("SSL_CERT_FILE") : told;
        return new SecretSettings.Trust(true, file == null || !Files.isReadable(Path.of(file)) ? null : Path.of(file));
    }

    private @Nullable String text(@Nullable ConfigNode node) {
        return node instanceof Scalar scalar ? resolved(scalar.text()) : null;
    }
}
