"""Pages go out compressed; workbooks and pictures are compressed already."""

from django.middleware.gzip import GZipMiddleware

WORTH_IT = ("text/", "application/json")


class PageCompressionMiddleware(GZipMiddleware):
    """The framework's own, which pads each answer so that its length tells no secret."""

    def process_response(self, request, response):
        if response.get("Content-Type", "").startswith(WORTH_IT):
            return super().process_response(request, response)
        return response
