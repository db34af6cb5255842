/* SPDX-License-Identifier: MIT */
/*
 * The HRESULTs of IMAPI2, facility AAh: the low word says whose they are. Severities are mixed (8, C) as published. S_
 * codes are successes: compare exact values.
 */
#ifndef ENGINE_IMAPI2_IMAPI2ERROR_H
#define ENGINE_IMAPI2_IMAPI2ERROR_H

#include "engine/com/error.h"

#define FACILITY_IMAPI2 0xAA

/* clang-format off */
/* Common */
#define E_IMAPI_REQUEST_CANCELLED                                   ((HRESULT)0xC0AA0002)
#define E_IMAPI_RECORDER_REQUIRED                                   ((HRESULT)0xC0AA0003)
#define S_IMAPI_SPEEDADJUSTED                                       ((HRESULT)0x00AA0004)
#define S_IMAPI_ROTATIONADJUSTED                                    ((HRESULT)0x00AA0005)
#define S_IMAPI_BOTHADJUSTED                                        ((HRESULT)0x00AA0006)
#define E_IMAPI_BURN_VERIFICATION_FAILED                            ((HRESULT)0xC0AA0007)

/* IDiscRecorder2 and IDiscRecorder2Ex */
#define S_IMAPI_COMMAND_HAS_SENSE_DATA                              ((HRESULT)0x00AA0200)
#define E_IMAPI_RECORDER_NO_SUCH_MODE_PAGE                          ((HRESULT)0xC0AA0201)
#define E_IMAPI_RECORDER_MEDIA_NO_MEDIA                             ((HRESULT)0xC0AA0202)
#define E_IMAPI_RECORDER_MEDIA_INCOMPATIBLE                         ((HRESULT)0xC0AA0203)
#define E_IMAPI_RECORDER_MEDIA_UPSIDE_DOWN                          ((HRESULT)0xC0AA0204)
#define E_IMAPI_RECORDER_MEDIA_BECOMING_READY                       ((HRESULT)0xC0AA0205)
#define E_IMAPI_RECORDER_MEDIA_FORMAT_IN_PROGRESS                   ((HRESULT)0xC0AA0206)
#define E_IMAPI_RECORDER_MEDIA_BUSY                                 ((HRESULT)0xC0AA0207)
#define E_IMAPI_RECORDER_INVALID_MODE_PARAMETERS                    ((HRESULT)0xC0AA0208)
#define E_IMAPI_RECORDER_MEDIA_WRITE_PROTECTED                      ((HRESULT)0xC0AA0209)
#define E_IMAPI_RECORDER_NO_SUCH_FEATURE                            ((HRESULT)0xC0AA020A)
#define E_IMAPI_RECORDER_FEATURE_IS_NOT_CURRENT                     ((HRESULT)0xC0AA020B)
#define E_IMAPI_RECORDER_GET_CONFIGURATION_NOT_SUPPORTED            ((HRESULT)0xC0AA020C)
#define E_IMAPI_RECORDER_COMMAND_TIMEOUT                            ((HRESULT)0xC0AA020D)
#define E_IMAPI_RECORDER_DVD_STRUCTURE_NOT_PRESENT                  ((HRESULT)0xC0AA020E)
#define E_IMAPI_RECORDER_MEDIA_SPEED_MISMATCH                       ((HRESULT)0xC0AA020F)
#define E_IMAPI_RECORDER_LOCKED                                     ((HRESULT)0xC0AA0210)
#define E_IMAPI_RECORDER_CLIENT_NAME_IS_NOT_VALID                   ((HRESULT)0xC0AA0211)
#define E_IMAPI_RECORDER_MEDIA_NOT_FORMATTED                        ((HRESULT)0xC0AA0212)
#define E_IMAPI_RECORDER_INVALID_RESPONSE_FROM_DEVICE               ((HRESULT)0xC0AA02FF)

/* IWriteEngine2 */
#define E_IMAPI_LOSS_OF_STREAMING                                   ((HRESULT)0xC0AA0300)
#define E_IMAPI_UNEXPECTED_RESPONSE_FROM_DEVICE                     ((HRESULT)0xC0AA0301)
#define S_IMAPI_WRITE_NOT_IN_PROGRESS                               ((HRESULT)0x00AA0302)

/* IDiscFormat2Data */
#define E_IMAPI_DF2DATA_WRITE_IN_PROGRESS                           ((HRESULT)0xC0AA0400)
#define E_IMAPI_DF2DATA_WRITE_NOT_IN_PROGRESS                       ((HRESULT)0xC0AA0401)
#define E_IMAPI_DF2DATA_INVALID_MEDIA_STATE                         ((HRESULT)0xC0AA0402)
#define E_IMAPI_DF2DATA_STREAM_NOT_SUPPORTED                        ((HRESULT)0xC0AA0403)
#define E_IMAPI_DF2DATA_STREAM_TOO_LARGE_FOR_CURRENT_MEDIA          ((HRESULT)0xC0AA0404)
#define E_IMAPI_DF2DATA_MEDIA_NOT_BLANK                             ((HRESULT)0xC0AA0405)
#define E_IMAPI_DF2DATA_MEDIA_IS_NOT_SUPPORTED                      ((HRESULT)0xC0AA0406)
#define E_IMAPI_DF2DATA_RECORDER_NOT_SUPPORTED                      ((HRESULT)0xC0AA0407)
#define E_IMAPI_DF2DATA_CLIENT_NAME_IS_NOT_VALID                    ((HRESULT)0xC0AA0408)

/* IDiscFormat2TrackAtOnce */
#define E_IMAPI_DF2TAO_WRITE_IN_PROGRESS                            ((HRESULT)0xC0AA0500)
#define E_IMAPI_DF2TAO_WRITE_NOT_IN_PROGRESS                        ((HRESULT)0xC0AA0501)
#define E_IMAPI_DF2TAO_MEDIA_IS_NOT_PREPARED                        ((HRESULT)0xC0AA0502)
#define E_IMAPI_DF2TAO_MEDIA_IS_PREPARED                            ((HRESULT)0xC0AA0503)
#define E_IMAPI_DF2TAO_PROPERTY_FOR_BLANK_MEDIA_ONLY                ((HRESULT)0xC0AA0504)
#define E_IMAPI_DF2TAO_TABLE_OF_CONTENTS_EMPTY_DISC                 ((HRESULT)0xC0AA0505)
#define E_IMAPI_DF2TAO_MEDIA_IS_NOT_BLANK                           ((HRESULT)0xC0AA0506)
#define E_IMAPI_DF2TAO_MEDIA_IS_NOT_SUPPORTED                       ((HRESULT)0xC0AA0507)
#define E_IMAPI_DF2TAO_TRACK_LIMIT_REACHED                          ((HRESULT)0xC0AA0508)
#define E_IMAPI_DF2TAO_NOT_ENOUGH_SPACE                             ((HRESULT)0xC0AA0509)
#define E_IMAPI_DF2TAO_NO_RECORDER_SPECIFIED                        ((HRESULT)0xC0AA050A)
#define E_IMAPI_DF2TAO_INVALID_ISRC                                 ((HRESULT)0xC0AA050B)
#define E_IMAPI_DF2TAO_INVALID_MCN                                  ((HRESULT)0xC0AA050C)
#define E_IMAPI_DF2TAO_STREAM_NOT_SUPPORTED                         ((HRESULT)0xC0AA050D)
#define E_IMAPI_DF2TAO_RECORDER_NOT_SUPPORTED                       ((HRESULT)0xC0AA050E)
#define E_IMAPI_DF2TAO_CLIENT_NAME_IS_NOT_VALID                     ((HRESULT)0xC0AA050F)

/* IDiscFormat2RawCD */
#define E_IMAPI_DF2RAW_WRITE_IN_PROGRESS                            ((HRESULT)0xC0AA0600)
#define E_IMAPI_DF2RAW_WRITE_NOT_IN_PROGRESS                        ((HRESULT)0xC0AA0601)
#define E_IMAPI_DF2RAW_MEDIA_IS_NOT_PREPARED                        ((HRESULT)0xC0AA0602)
#define E_IMAPI_DF2RAW_MEDIA_IS_PREPARED                            ((HRESULT)0xC0AA0603)
#define E_IMAPI_DF2RAW_CLIENT_NAME_IS_NOT_VALID                     ((HRESULT)0xC0AA0604)
#define E_IMAPI_DF2RAW_MEDIA_IS_NOT_BLANK                           ((HRESULT)0xC0AA0606)
#define E_IMAPI_DF2RAW_MEDIA_IS_NOT_SUPPORTED                       ((HRESULT)0xC0AA0607)
#define E_IMAPI_DF2RAW_NOT_ENOUGH_SPACE                             ((HRESULT)0xC0AA0609)
#define E_IMAPI_DF2RAW_NO_RECORDER_SPECIFIED                        ((HRESULT)0xC0AA060A)
#define E_IMAPI_DF2RAW_STREAM_NOT_SUPPORTED                         ((HRESULT)0xC0AA060D)
#define E_IMAPI_DF2RAW_DATA_BLOCK_TYPE_NOT_SUPPORTED                ((HRESULT)0xC0AA060E)
#define E_IMAPI_DF2RAW_STREAM_LEADIN_TOO_SHORT                      ((HRESULT)0xC0AA060F)
#define E_IMAPI_DF2RAW_RECORDER_NOT_SUPPORTED                       ((HRESULT)0xC0AA0610)

/* IDiscFormat2Erase */
#define E_IMAPI_ERASE_RECORDER_IN_USE                               ((HRESULT)0x80AA0900)
#define E_IMAPI_ERASE_ONLY_ONE_RECORDER_SUPPORTED                   ((HRESULT)0x80AA0901)
#define E_IMAPI_ERASE_DISC_INFORMATION_TOO_SMALL                    ((HRESULT)0x80AA0902)
#define E_IMAPI_ERASE_MODE_PAGE_2A_TOO_SMALL                        ((HRESULT)0x80AA0903)
#define E_IMAPI_ERASE_MEDIA_IS_NOT_ERASABLE                         ((HRESULT)0x80AA0904)
#define E_IMAPI_ERASE_DRIVE_FAILED_ERASE_COMMAND                    ((HRESULT)0x80AA0905)
#define E_IMAPI_ERASE_TOOK_LONGER_THAN_ONE_HOUR                     ((HRESULT)0x80AA0906)
#define E_IMAPI_ERASE_UNEXPECTED_DRIVE_RESPONSE_DURING_ERASE        ((HRESULT)0x80AA0907)
#define E_IMAPI_ERASE_DRIVE_FAILED_SPINUP_COMMAND                   ((HRESULT)0x80AA0908)
#define E_IMAPI_ERASE_MEDIA_IS_NOT_SUPPORTED                        ((HRESULT)0xC0AA0909)
#define E_IMAPI_ERASE_RECORDER_NOT_SUPPORTED                        ((HRESULT)0xC0AA090A)
#define E_IMAPI_ERASE_CLIENT_NAME_IS_NOT_VALID                      ((HRESULT)0xC0AA090B)

/* IRawCDImageCreator */
#define E_IMAPI_RAW_IMAGE_IS_READ_ONLY                              ((HRESULT)0x80AA0A00)
#define E_IMAPI_RAW_IMAGE_TOO_MANY_TRACKS                           ((HRESULT)0x80AA0A01)
#define E_IMAPI_RAW_IMAGE_SECTOR_TYPE_NOT_SUPPORTED                 ((HRESULT)0x80AA0A02)
#define E_IMAPI_RAW_IMAGE_NO_TRACKS                                 ((HRESULT)0x80AA0A03)
#define E_IMAPI_RAW_IMAGE_TRACKS_ALREADY_ADDED                      ((HRESULT)0x80AA0A04)
#define E_IMAPI_RAW_IMAGE_INSUFFICIENT_SPACE                        ((HRESULT)0x80AA0A05)
#define E_IMAPI_RAW_IMAGE_TOO_MANY_TRACK_INDEXES                    ((HRESULT)0x80AA0A06)
#define E_IMAPI_RAW_IMAGE_TRACK_INDEX_NOT_FOUND                     ((HRESULT)0x80AA0A07)
#define S_IMAPI_RAW_IMAGE_TRACK_INDEX_ALREADY_EXISTS                ((HRESULT)0x00AA0A08)
#define E_IMAPI_RAW_IMAGE_TRACK_INDEX_OFFSET_ZERO_CANNOT_BE_CLEARED ((HRESULT)0x80AA0A09)
#define E_IMAPI_RAW_IMAGE_TRACK_INDEX_TOO_CLOSE_TO_OTHER_INDEX      ((HRESULT)0x80AA0A0A)
/* clang-format on */

#endif
