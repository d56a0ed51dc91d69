"""All addresses of the desk."""

from django.urls import include, path

urlpatterns = [
    path("", include("turunkan.desk.public.urls")),
    path("", include("turunkan.desk.console.urls")),
]
handler400 = "turunkan.desk.console.views.errors.unreadable"
handler403 = "turunkan.desk.console.views.errors.forbidden"
handler404 = "turunkan.desk.console.views.errors.not_found"
handler500 = "turunkan.desk.console.views.errors.failed"
