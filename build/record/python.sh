# shellcheck shell=bash disable=SC2016,SC2154
# Failures of Python, pip and what pip builds.

with_env
version_is "$(/usr/bin/python3 -m pip --version | cut -d ' ' -f 1-2) of Debian"
record pip-externally-managed '/usr/bin/python3 -m pip install --no-index requests'
versions=/home/ada/.pyenv/versions
python=$(find "$versions" -path '*/3.12*/bin/python3' 2>/dev/null | head -n 1)
python=${python:-/usr/bin/python3}
version_is "$("$python" -m pip --version | cut -d ' ' -f 1-2) on $("$python" --version)"
quietly "$python -m venv venv"
with_env PIP_DISABLE_PIP_VERSION_CHECK=1 PATH=/home/ada/venv/bin:/usr/bin:/bin
record pip-no-distribution 'pip install --no-index requests'
record pip-no-distribution/version 'mkdir -p wheels; pip install --no-index --find-links wheels "requests==99.0"'
record dns-failed/pip 'pip install --retries 1 requests'
record python-certificate-unknown/pip 'pip install --retries 1 --index-url https://pypi.acme.example/simple requests'
record proxy-sign-in/pip 'pip install --retries 1 --proxy http://proxy.acme.example:3128 --index-url https://pypi.acme.example/simple requests'
record python-certificate-unknown/urllib 'python3 -c "import urllib.request as r; r.urlopen(\"https://git.acme.example/\")"'
record dns-failed/python 'python3 -c "import urllib.request as r; r.urlopen(\"https://pypi.org/\")"'
record python-module-missing 'python3 -c "import requests"'
record python-distutils-gone 'python3 -c "import distutils.core"'
record python-requirements-missing 'pip install -r requirements.txt'
record pip-hash-mismatch 'mkdir -p hashed; cd hashed; python3 -c "
import zipfile
z = zipfile.ZipFile(\"tiny-1.0-py3-none-any.whl\", \"w\")
z.writestr(\"tiny.py\", \"\")
z.writestr(\"tiny-1.0.dist-info/METADATA\", \"Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n\")
z.writestr(\"tiny-1.0.dist-info/WHEEL\", \"Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n\")
z.writestr(\"tiny-1.0.dist-info/RECORD\", \"tiny.py,,\n\")
"; echo "tiny==1.0 --hash=sha256:$(printf x | sha256sum | cut -c 1-64)" >req.txt; pip install --no-index --find-links . -r req.txt'
innocent pip-install 'cd hashed; pip install --no-index --find-links . tiny; pip list; pip show tiny; pip freeze; pip uninstall -y tiny; pip help'
with_env
record pip-externally-managed/debian '/usr/bin/python3 -m pip install --no-index tiny'
for three in 3.8 3.10; do
  old=$(find "$versions" -maxdepth 1 -name "$three*" 2>/dev/null | head -n 1)
  [ -n "$old" ] || continue
  version_is "$("$old/bin/python3" -m pip --version | cut -d ' ' -f 1-2) on $("$old/bin/python3" --version)"
  quietly "$old/bin/python3 -m venv venv$three; mkdir -p src/native src/new; cd src
    printf 'from setuptools import setup, Extension\nsetup(name=\"native\", version=\"1.0\", ext_modules=[Extension(\"native\", [\"native.c\"])])\n' >native/setup.py
    printf '#include <libpq-fe.h>\n' >native/native.c
    printf 'from setuptools import setup\nsetup(name=\"new\", version=\"1.0\", python_requires=\">=3.99\")\n' >new/setup.py"
  record python-version-refused/$three ". venv$three/bin/activate; pip install --no-index --no-build-isolation ./src/new"
  record python-header-missing/$three ". venv$three/bin/activate; pip install --no-index --no-build-isolation ./src/native"
done
record pip-no-permission "mkdir -p frozen2; chmod 555 frozen2; . venv3.10/bin/activate; pip install --no-index --find-links hashed --target /usr/lib/python3 tiny"
version_is "$(/usr/bin/python3 --version) of Debian, without python3-venv"
rm -rf /usr/lib/python3*/ensurepip
record python-venv-missing '/usr/bin/python3 -m venv broken'
version_is "$(/usr/bin/python3 --version) of Debian, without python3-pip"
rm -rf /usr/lib/python3/dist-packages/pip
record python-pip-missing-system '/usr/bin/python3 -m pip install requests'
record python-pip-missing '/usr/bin/python3 -m venv --without-pip bare; bare/bin/python3 -m pip install requests'
innocent python-traceback "python3 -c 'raise ValueError(1)'; python3 -c 'import json; json.loads(\"{\")'; python3 -m unittest -h"
