package dev.emulator.fireworks.story;

import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads all pages of a list. */
public final class Pages {

    private Pages() {}

    /**
     * Returns the items of all pages.
     *
     * @param request creates a request for each page, without its token
     * @param items a GPath expression that selects the items of a page
     */
    public static List<String> walk(Supplier<RequestSpecification> request, String url, String items) {
        var all = new ArrayList<String>();
        var token = "";
        do {
            var page = request.get()
                    .queryParam("pageToken", token)
                    .get(url)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            all.addAll(page.getList(items, String.class));
            token = page.getString("nextPageToken");
        } while (!token.isEmpty());
        return all;
    }
}
