package dev.emulator.fireworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Story;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.UriUtils;

/** The index of controller methods finds the method that Spring MVC would find. */
class IndexedHandlerMappingTests extends Story {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void everyMethodOfAControllerIsFound() throws Exception {
        assertThat(mappings).isInstanceOf(IndexedHandlerMapping.class);
        assertThat(mappings.getHandlerMethods()).hasSizeGreaterThan(50);
        for (var mapping : mappings.getHandlerMethods().entrySet()) {
            for (var pattern : mapping.getKey().getPatternValues()) {
                for (var method : mapping.getKey().getMethodsCondition().getMethods()) {
                    var path = pattern.replaceAll("\\{(\\w+:)?[^/]*?}(?=[/:]|$)", "1");
                    assertThat(method(method.name(), path))
                            .as(method + " " + path)
                            .isEqualTo(mapping.getValue().getMethod().toString());
                }
            }
        }
    }

    /** The name of the method also proves that the most specific pattern is chosen. */
    @ParameterizedTest
    @CsvSource({
        "GET, /v1/accounts/a/models/m, get",
        "GET, /v1/accounts/a/models/m:getDownloadEndpoint, getDownloadEndpoint",
        "HEAD, /v1/accounts/a/models/m, get",
        "GET, /v1/accounts/a/m%6Fdels/m, get",
        "GET, /v1/accounts/a/models;v=1/m, get",
        "GET, /v1/accounts/a/models/*, get",
    })
    void theMostSpecificMethodIsFound(String verb, String path, String name) throws Exception {
        assertThat(method(verb, path)).contains("Controller." + name + "(");
    }

    @ParameterizedTest
    @CsvSource({"GET, /v1/accounts/a/Models/m", "GET, /v1/accounts/a/*/m", "GET, /v1/accounts/a/models/m/n", "GET, /"})
    void otherPathsHaveNoMethod(String verb, String path) throws Exception {
        assertThat(method(verb, path)).isEmpty();
    }

    private String method(String verb, String path) throws Exception {
        var request = new MockHttpServletRequest(verb, UriUtils.decode(path, "UTF-8"));
        request.setRequestURI(URI.create(path).getRawPath());
        ServletRequestPathUtils.parseAndCache(request);
        var found = mappings.getHandler(request);
        return found == null
                ? ""
                : Objects.requireNonNull((HandlerMethod) found.getHandler())
                        .getMethod()
                        .toString();
    }
}
