"""Below /returns/: every page starts at the person's own organisation."""

from django.urls import path, register_converter

from .converters import ReferenceConverter
from .views import desk, history, receipts, report, submitting, task_list

register_converter(ReferenceConverter, "reference")

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("<slug:slug>/", desk.organisation, name="desk-organisation"),
    path("<slug:slug>/history/", history.history, name="desk-history"),
    path("<slug:slug>/receipts/<reference:reference>/", receipts.receipt, name="receipt"),
    path("<slug:slug>/receipts/<reference:reference>/SHA256SUMS", receipts.manifest, name="receipt-manifest"),
    path("<slug:slug>/receipts/<reference:reference>/<str:name>", receipts.content, name="receipt-content"),
    path("<slug:slug>/<date:position_date>/", task_list.task_list, name="return"),
    path("<slug:slug>/<date:position_date>/submit/", submitting.submit, name="return-submit"),
    path("<slug:slug>/<date:position_date>/<int:number>/", report.report, name="return-report"),
    path("<slug:slug>/<date:position_date>/<int:number>/choose/", report.choose, name="return-choose"),
]
