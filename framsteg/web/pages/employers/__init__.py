"""Employers: the register, visits and calls, workplaces and their tasks, people to talk to."""

from framsteg.web.pages.employers import care, doubles, persons, register, visits, weeks, workplaces

urlpatterns = [
    *register.urlpatterns,
    *visits.urlpatterns,
    *workplaces.urlpatterns,
    *persons.urlpatterns,
    *care.urlpatterns,
    *doubles.urlpatterns,
    *weeks.urlpatterns,
]
