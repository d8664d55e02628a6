package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Reads parameters like grpc-gateway: from the query string only, with camelCase or snake_case names, each at most once. The container would
 * also read parameters from form bodies. The emulator parses every body as JSON and ignores its content type.
 */
@Component
@Order(1)
class QueryFilter extends OncePerRequestFilter {

    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2}).{0,2}");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z0-9])");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var query = request.getQueryString();
        var badEscape = BAD_ESCAPE.matcher(query == null ? "" : query);
        if (badEscape.find()) {
            ErrorResponses.write(
                    request, response, Code.INVALID_ARGUMENT, "invalid URL escape \"" + badEscape.group() + '"');
        } else {
            chain.doFilter(new WithQuery(request, parse(query), !takesFiles(request.getServletPath())), response);
        }
    }

    /** The content type of uploads is kept. */
    static boolean takesFiles(String path) {
        return path.endsWith(":upload") || path.startsWith("/_emulator/");
    }

    private static MultiValueMap<String, String> parse(@Nullable String query) {
        var parameters = new LinkedMultiValueMap<String, String>();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        for (var pair : query.split("&")) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                parameters.add(camelCase(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return UriUtils.decode(text.replace('+', ' '), StandardCharsets.UTF_8);
    }

    private static String camelCase(String name) {
        return UNDERSCORE.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static final class WithQuery extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters = new LinkedHashMap<>();

        private final boolean json;

        private WithQuery(HttpServletRequest request, MultiValueMap<String, String> parameters, boolean json) {
            super(request);
            this.json = json;
            parameters.forEach((name, values) -> this.parameters.put(name, values.toArray(String[]::new)));
        }

        @Override
        public @Nullable String getParameter(String name) {
            var values = getParameterValues(name);
            return values == null ? null : values[0];
        }

        /** Refuses a repeated parameter when it is read, as parameters that are never read are unknown to the API. */
        @Override
        public String @Nullable [] getParameterValues(String name) {
            var values = parameters.get(name);
            if (values != null && values.length > 1) {
                var field = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
                throw ApiException.invalidArgument(
                        "too many values for field \"" + field + "\": " + String.join(", ", values));
            }
            return values;
        }

        @Override
        public @Nullable String getContentType() {
            return json ? MediaType.APPLICATION_JSON_VALUE : super.getContentType();
        }

        @Override
        public @Nullable String getCharacterEncoding() {
            return json ? StandardCharsets.UTF_8.name() : super.getCharacterEncoding();
        }

        @Override
        public @Nullable String getHeader(String name) {
            return json && name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE) ? getContentType() : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return json && name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
                    ? Collections.enumeration(List.of(MediaType.APPLICATION_JSON_VALUE))
                    : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Collections.unmodifiableMap(parameters);
        }
    }
}
