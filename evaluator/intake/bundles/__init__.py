"""Bundles: BagIt bags of applications, read without ever unpacking them to the disk.

Two layers. The container (``container``) is a bag by RFC 8493 or version 0.97, as a
ZIP file or a folder; the applications (``applications``) are what lies in it. Bytes
come from a ``sources.Source``; what is wrong is collected in ``findings.Findings``.
"""
