"""Tells PyInstaller which data and modules belong to xiaoer."""

from xiaoer.pyinstaller import data_files, modules

datas = data_files()
hiddenimports = modules()
