# A small image with talkfeed alone:
#   docker build --tag talkfeed .
#   docker run --rm --user "$(id -u):$(id -g)" --volume "$PWD:/talks" talkfeed build
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /opt/talkfeed \
 && /opt/talkfeed/bin/pip install --no-cache-dir --compile \
      --constraint /source/.ci/constraints.txt /source \
 && /opt/talkfeed/bin/pip uninstall --yes pip

FROM python:3.13-slim
COPY --from=build /opt/talkfeed /opt/talkfeed
ENV PATH=/opt/talkfeed/bin:$PATH
WORKDIR /talks
USER 65534:65534
ENTRYPOINT ["talkfeed"]
CMD ["--help"]
