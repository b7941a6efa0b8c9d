from django.urls import path

import nearer.kit.converters  # noqa: F401  <id:…>

from . import mine, my_map, ours, paper, steps, taking, therapist_page, today, weeks, you

app_name = "pages"
urlpatterns = [
    path("", today.today, name="today"),
    path("steps/", steps.programme_page, name="programme"),
    path("weeks/", weeks.weeks, name="weeks"),
    path("weeks/<slug:kind>/", weeks.turn, name="turn"),
    path("steps/<slug:row>/", steps.step, name="step"),
    path("exercises/<slug:exercise>/", steps.about, name="about"),
    path("exercises/<slug:exercise>/paper/", paper.paper, name="paper"),
    path("ours/", ours.ours, name="ours"),
    path("mine/", mine.mine, name="mine"),
    path("mine/map/", my_map.my_map, name="my-map"),
    path("mine/search/", mine.search, name="search"),
    path("mine/new/", mine.new, name="new-page"),
    path("mine/put-away/", mine.put_away, name="put-away"),
    path("mine/<id:id>/remove/", mine.remove, name="remove-page"),
    path("mine/summary/<id:id>/", therapist_page.summary, name="summary"),
    path("you/", you.you, name="you"),
    path("you/take-along/", taking.take_along, name="take-along"),
    path("you/take-along/progress/<id:id>/", taking.progress, name="taking-progress"),
]
