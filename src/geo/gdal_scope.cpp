#include "geo/gdal_scope.h"

#include <cpl_error.h>
#include <gdal.h>
#include <mutex>

namespace adem::geo {

namespace {

void keep(CPLErr severity, CPLErrorNum, const char* text) {
  if (severity < CE_Failure) return;
  static_cast<GdalScope*>(CPLGetErrorHandlerUserData())->add(text);
}

}  // namespace

GdalScope::GdalScope() {
  CPLPushErrorHandlerEx(keep, this);
  CPLErrorReset();
}

GdalScope::~GdalScope() { CPLPopErrorHandler(); }

void register_gdal() {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
}

}  // namespace adem::geo
